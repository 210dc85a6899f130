import { describe, expect, it } from "vitest";
import { rankMatches } from "@/components/search/rank-matches";

const events = [
  { names: ["Invoice Overdue", "invoice_overdue"], texts: ["An invoice was not paid by its due date."] },
  { names: ["Invoice Paid", "invoice_paid"], texts: ["All of an invoice was settled."] },
  { names: ["Prepaid Card Created", "prepaid_card_created"], texts: [] },
  { names: ["Automation Rule Triggered", "automation_rule"], texts: ["A rule did something or other."] },
  { names: ["Order Created", "order.created"], texts: [] },
  { names: ["Orders Exported", "orders"], texts: [] },
];
const find = (wanted: string) => rankMatches(events, wanted, (event) => event).map(({ names }) => names[0]);

describe("rankMatches", () => {
  it("puts names before descriptions, and whole words before their beginnings and middles", () => {
    expect(find("paid")).toEqual(["Invoice Paid", "Prepaid Card Created", "Invoice Overdue"]);
    expect(find("order")).toEqual(["Order Created", "Orders Exported"]);
  });

  it("wants every word, in any order and case, and no letters from here and there", () => {
    expect(find("PAID inv")).toEqual(["Invoice Paid", "Invoice Overdue"]);
    expect(find("ordr")).toEqual([]);
    expect(find("order paid")).toEqual([]);
  });

  it("puts a name first that is typed in full", () => {
    expect(find("orders")).toEqual(["Orders Exported"]);
    const paths = ["entity.items.product", "entity.items", "entity.items.price"].map((path) => ({ names: [path], texts: [] }));
    expect(rankMatches(paths, "Entity.Items", (path) => path).map(({ names }) => names[0])).toEqual([
      "entity.items",
      "entity.items.product",
      "entity.items.price",
    ]);
  });

  it("leaves all of them in their order where nothing is searched for", () => {
    expect(find("  ")).toHaveLength(events.length);
    expect(find("  ")[0]).toBe("Invoice Overdue");
  });
});
