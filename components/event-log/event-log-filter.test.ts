import { describe, expect, it } from "vitest";
import { EMPTY_FILTER, filterParams, isNarrowed, readFilter, toListOptions } from "@/components/event-log/event-log-filter";

describe("the event log's filter", () => {
  it("survives the way through an address", () => {
    const filter = { ...EMPTY_FILTER, status: "failed", period: "24h", eventId: "dlv_1", webhookId: "abc", entityId: "e1" } as const;
    expect(readFilter(filterParams(filter))).toEqual(filter);
    expect(filterParams(EMPTY_FILTER).toString()).toBe("");
  });

  it("holds an exact range, either end of which may be open", () => {
    const from = "2026-01-01T10:00:00.000Z";
    const filter = { ...EMPTY_FILTER, period: "exact", from, to: "2026-01-01T11:30:00.000Z" } as const;
    expect(readFilter(filterParams(filter))).toEqual(filter);
    expect(toListOptions(filter, 0)).toEqual({ timestamp: { from, to: filter.to } });
    expect(toListOptions({ ...filter, to: null }, 0)).toEqual({ timestamp: { from } });
    expect(toListOptions({ ...filter, from: null, to: null }, 0)).toEqual({});
    expect(readFilter(new URLSearchParams({ from }))).toEqual({ ...EMPTY_FILTER, period: "exact", from });
    expect(readFilter(new URLSearchParams("from=soon&to=-000001-01-01T00:00:00Z"))).toEqual(EMPTY_FILTER);
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
    expect(isNarrowed({ ...EMPTY_FILTER, entityId: "e1" }, { countsWebhook: false })).toBe(true);
    expect(toListOptions({ ...EMPTY_FILTER, entityId: "e1" }, 0)).toEqual({ entityId: "e1" });
  });
});
