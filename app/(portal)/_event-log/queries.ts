import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import { type EventLogFilter, filterParams } from "@/components/event-log/event-log-filter";
import type { DeliveryCursor } from "@/domain/delivery/search-options";
import { eventListAnswer, webhookEvent } from "@/domain/delivery/webhook-event";

/** What happens is seen within two seconds: this, and the time of an answer. */
const LIVE_MS = 1_200;

/** Asking again does not help: the session has ended, or there is nothing of that id. */
function isFinal(error: Error | null): boolean {
  return error instanceof DataError && error.status < 500;
}

/** The key of a log's pages: the server that fills the first page and the browser that follows it agree on it. */
export function eventLogKey(filter: EventLogFilter) {
  return ["deliveries", filterParams(filter).toString()] as const;
}

/**
 * The log, page after page. While only the newest page is shown it follows what happens; a reader of older pages is
 * not pushed along.
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

/** One delivery with its attempts; followed until it has ended. */
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
