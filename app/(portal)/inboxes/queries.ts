import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import { inbox, inboxList } from "@/domain/inbox/inbox";
import { inboxRequest, inboxRequestList } from "@/domain/inbox/inbox-request";

/**
 * The milliseconds between updates. With the time of an answer, a request is seen within two seconds. Nothing is fetched while
 * the page is hidden.
 */
const LIVE_MS = 1_200;

/** Checks whether a further request is useless: the session has ended, or the id does not exist. */
function isFinal(error: Error | null): boolean {
  return error instanceof DataError && error.status < 500;
}

/** The organization's inboxes. */
export const inboxesQuery = queryOptions({
  queryKey: ["inboxes"],
  queryFn: ({ signal }) => fetchJson("/data/inboxes", inboxList, signal),
  refetchInterval: ({ state }) => (isFinal(state.error) ? false : LIVE_MS),
});

/** Returns the query of one inbox, kept up to date: the number of its requests, and the progress of its sequence. */
export function inboxQuery(inboxId: string) {
  return queryOptions({
    queryKey: ["inbox", inboxId],
    queryFn: ({ signal }) => fetchJson(`/data/inboxes/${encodeURIComponent(inboxId)}`, inbox, signal),
    refetchInterval: ({ state }) => (isFinal(state.error) ? false : LIVE_MS),
  });
}

/** Returns the query of an inbox's requests, page by page. The rows do not move for a reader of older pages. */
export function inboxRequestsQuery(inboxId: string) {
  return infiniteQueryOptions({
    queryKey: ["inbox-requests", inboxId],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? "" : `?cursor=${encodeURIComponent(pageParam)}`;
      return fetchJson(`/data/inboxes/${encodeURIComponent(inboxId)}/requests${query}`, inboxRequestList, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isFinal(state.error) || (state.data?.pages.length ?? 1) > 1 ? false : LIVE_MS),
  });
}

const receivedRequest = z.object({
  request: inboxRequest,
  delivery: z.object({ deliveryId: z.string(), eventName: z.string(), attempt: z.int().nullable() }).nullable(),
});

/** Returns the query of one request with all that is kept of it. It is repeated until the attempt that sent it has ended. */
export function receivedRequestQuery(inboxId: string, requestId: string) {
  return queryOptions({
    queryKey: ["inbox-request", inboxId, requestId],
    queryFn: ({ signal }) =>
      fetchJson(`/data/inboxes/${encodeURIComponent(inboxId)}/requests/${encodeURIComponent(requestId)}`, receivedRequest, signal),
    refetchInterval: ({ state }) => (state.data?.delivery?.attempt === null && !isFinal(state.error) ? LIVE_MS : false),
  });
}
