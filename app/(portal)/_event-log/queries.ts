import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import { type EventLogFilter, filterParams } from "@/components/event-log/event-log-filter";
import type { DeliveryCursor } from "@/domain/delivery/search-options";
import { eventListAnswer, webhookEvent } from "@/domain/delivery/webhook-event";

/** The milliseconds between updates. With the time of an answer, a change is seen within two seconds. */
const LIVE_MS = 1_200;

/** Checks whether a further request is useless: the session has ended, or the id does not exist. */
function isFinal(error: Error | null): boolean {
  return error instanceof DataError && error.status < 500;
}

/** Returns the key of a log's pages. The server, which fills the first page, and the browser, which updates it, use the same key. */
export function eventLogKey(filter: EventLogFilter) {
  return ["deliveries", filterParams(filter).toString()] as const;
}

/**
 * Returns the query of the log, page by page. It is updated only while the newest page alone is shown, so the rows do not move
 * for a reader of older pages.
 */
export function eventLogQuery(filter: EventLogFilter, options: { isLive: boolean }) {
  return infiniteQueryOptions({
    queryKey: eventLogKey(filter),
    queryFn: ({ pageParam, signal }) => {
      const params = filterParams(filter);
      if (pageParam) {
        params.set("before", pageParam.created_at);
        params.set("before_id", pageParam.event_id);
      }
      return fetchJson(`/data/deliveries?${params}`, eventListAnswer, signal);
    },
    initialPageParam: null as DeliveryCursor | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const isFollowing = options.isLive && (state.data?.pages.length ?? 1) === 1;
      return isFollowing && !isFinal(state.error) ? LIVE_MS : false;
    },
    refetchOnWindowFocus: options.isLive,
  });
}

/** Returns the query of one delivery with its attempts; it is updated until the delivery has ended. */
export function deliveryQuery(eventId: string) {
  return queryOptions({
    queryKey: ["delivery", eventId],
    queryFn: ({ signal }) => fetchJson(`/data/deliveries/${encodeURIComponent(eventId)}`, webhookEvent, signal),
    refetchInterval: ({ state }) => {
      const hasEnded = state.data !== undefined && state.data.status !== "in_progress";
      return hasEnded || isFinal(state.error) ? false : LIVE_MS;
    },
  });
}
