import { describe, expect, it } from "vitest";
import { matchWebhooks } from "@/components/webhook/match-webhooks";

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
