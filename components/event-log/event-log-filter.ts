import { DELIVERY_STATUSES, type DeliveryListOptions, type DeliveryStatus } from "@/domain/delivery/search-options";
import { DAY_MS, HOUR_MS } from "@/domain/duration";
import { trimPasted } from "@/domain/trim-pasted";

export const PERIODS = [
  { value: "any", label: "Any time", ms: null },
  { value: "1h", label: "Last hour", ms: HOUR_MS },
  { value: "24h", label: "Last 24 hours", ms: DAY_MS },
  { value: "7d", label: "Last 7 days", ms: 7 * DAY_MS },
  { value: "30d", label: "Last 30 days", ms: 30 * DAY_MS },
  { value: "exact", label: "From … to …", ms: null },
] as const;
export type Period = (typeof PERIODS)[number]["value"];

const MAX_ID_LENGTH = 255;

/** The log's filter. It stands in the address, so that a view can be shared and the back button works. */
export interface EventLogFilter {
  status: DeliveryStatus | null;
  period: Period;
  /** The ends of the period `exact`, in ISO 8601, UTC; null for an open end. */
  from: string | null;
  to: string | null;
  /** The id of a delivery, an event or a message; empty for any. */
  eventId: string;
  webhookId: string | null;
  /** The record whose changes published the events; null for any event. */
  entityId: string | null;
}

export const EMPTY_FILTER: EventLogFilter = {
  status: null,
  period: "any",
  from: null,
  to: null,
  eventId: "",
  webhookId: null,
  entityId: null,
};

/** Reads the filter from an address. A value that is not known counts as not given. */
export function readFilter(params: { get(name: string): string | null }): EventLogFilter {
  const status = params.get("status");
  const period = params.get("period");
  const [from, to] = [readMoment(params.get("from")), readMoment(params.get("to"))];
  return {
    status: DELIVERY_STATUSES.find((known) => known === status) ?? null,
    period: PERIODS.find((known) => known.value === period)?.value ?? (from || to ? "exact" : "any"),
    from,
    to,
    eventId: trimPasted(params.get("q") ?? "").slice(0, MAX_ID_LENGTH),
    webhookId: (params.get("webhook") ?? "").slice(0, MAX_ID_LENGTH) || null,
    entityId: (params.get("entity") ?? "").slice(0, MAX_ID_LENGTH) || null,
  };
}

function readMoment(text: string | null): string | null {
  const date = new Date(text ?? "");
  const isServed = !Number.isNaN(date.getTime()) && date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9_999;
  return text !== null && isServed ? date.toISOString() : null;
}

/** Returns the filter as an address's parameters. A part that filters nothing is left out. */
export function filterParams(filter: EventLogFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.status) params.set("status", filter.status);
  if (filter.period !== "any") params.set("period", filter.period);
  if (filter.period === "exact" && filter.from) params.set("from", filter.from);
  if (filter.period === "exact" && filter.to) params.set("to", filter.to);
  if (filter.eventId) params.set("q", filter.eventId);
  if (filter.webhookId) params.set("webhook", filter.webhookId);
  if (filter.entityId) params.set("entity", filter.entityId);
  return params;
}

/** Returns the options of the log's request to the server. `nowMs` is Unix milliseconds; a period reaches back from it. */
export function toListOptions(filter: EventLogFilter, nowMs: number): DeliveryListOptions {
  return {
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.eventId ? { event_id: filter.eventId } : {}),
    ...(filter.webhookId ? { configId: filter.webhookId } : {}),
    ...(filter.entityId ? { entityId: filter.entityId } : {}),
    ...rangeOf(filter, nowMs),
  };
}

function rangeOf(filter: EventLogFilter, nowMs: number): Pick<DeliveryListOptions, "timestamp"> {
  if (filter.period === "exact") {
    const { from, to } = filter;
    return from || to ? { timestamp: { ...(from && { from }), ...(to && { to }) } } : {};
  }
  const periodMs = PERIODS.find(({ value }) => value === filter.period)?.ms;
  return periodMs ? { timestamp: { from: new Date(nowMs - periodMs).toISOString() } } : {};
}

/** Checks whether the filter narrows the log; `webhookId` counts only where the reader chose it. */
export function isNarrowed(filter: EventLogFilter, options: { countsWebhook: boolean }): boolean {
  const { status, period, eventId, webhookId, entityId } = filter;
  const isOfOne = entityId !== null || (options.countsWebhook && webhookId !== null);
  return status !== null || period !== "any" || eventId !== "" || isOfOne;
}
