import { describe, expect, it } from "vitest";
import { EMPTY_FILTER, filterParams, isNarrowed, readFilter, toListOptions } from "@/components/event-log/event-log-filter";

describe("the event log's filter", () => {
  it("survives the way through an address", () => {
    const filter = { status: "failed", period: "24h", eventId: "dlv_1", webhookId: "abc" } as const;
    expect(readFilter(filterParams(filter))).toEqual(filter);
    expect(filterParams(EMPTY_FILTER).toString()).toBe("");
  });

  it("takes what it does not know as not given", () => {
    expect(readFilter(new URLSearchParams("status=lost&period=1y&q=%20%20"))).toEqual(EMPTY_FILTER);
  });

  it("asks for deliveries since the period began", () => {
    const nowMs = Date.parse("2026-01-02T00:00:00.000Z");
    expect(toListOptions({ ...EMPTY_FILTER, period: "24h", webhookId: "abc" }, nowMs)).toEqual({
      configId: "abc",
      timestamp: { from: "2026-01-01T00:00:00.000Z" },
    });
  });

  it("is narrowed by what the reader chose, not by the page's own webhook", () => {
    expect(isNarrowed({ ...EMPTY_FILTER, webhookId: "abc" }, { countsWebhook: false })).toBe(false);
    expect(isNarrowed({ ...EMPTY_FILTER, webhookId: "abc" }, { countsWebhook: true })).toBe(true);
  });
});
