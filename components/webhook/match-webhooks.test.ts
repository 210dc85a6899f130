import { describe, expect, it } from "vitest";
import { matchWebhooks, rankWebhooks } from "@/components/webhook/match-webhooks";

const webhooks = [
  { id: "w1", name: "ERP intake", eventName: "product_updated", url: "https://erp.example.com" },
  { id: "w2", name: "CRM", eventName: "client.updated" },
];
const find = (wanted: string) =>
  matchWebhooks(webhooks, wanted, ({ eventName }) => (eventName === "client.updated" ? "Client Updated" : ""));

describe("matchWebhooks", () => {
  it("finds by every word, in any order and case", () => {
    expect(find("INTAKE erp")).toEqual([webhooks[0]]);
    expect(find("updated client")).toEqual([webhooks[1]]);
    expect(find("erp.example w1")).toEqual([webhooks[0]]);
    expect(find("intake crm")).toEqual([]);
  });

  it("leaves all of them where nothing is asked for", () => {
    expect(find("  ")).toEqual(webhooks);
  });
});

describe("rankWebhooks", () => {
  it("puts a webhook of that name before one whose address or event has it", () => {
    const named = { id: "w3", name: "Product", url: "https://shop.example.com" };
    expect(rankWebhooks([...webhooks, named], "product")).toEqual([named, webhooks[0]]);
    expect(rankWebhooks(webhooks, "")).toEqual(webhooks);
  });
});
