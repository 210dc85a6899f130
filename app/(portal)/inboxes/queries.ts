import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import { inbox, inboxList } from "@/domain/inbox/inbox";
import { inboxRequest, inboxRequestList } from "@/domain/inbox/inbox-request";

/** What arrives is seen within two seconds: this, and the time of an answer. Nothing is asked while the page is hidden. */
const LIVE_MS = 1_200;

/** Asking again does not help: the session has ended, or there is nothing of that id. */
function isFinal(error: Error | null): boolean {
  return error instanceof DataError && error.status < 500;
}

/** The organization's inboxes. */
export const inboxesQuery = queryOptions({
  queryKey: ["inboxes"],
  queryFn: ({ signal }) => fetchJson("/data/inboxes", inboxList, signal),
  refetchInterval: ({ state }) => (isFinal(state.error) ? false : LIVE_MS),
});

/** One inbox, followed: how many requests it has received, and how far its sequence is. */
export function inboxQuery(inboxId: string) {
  return queryOptions({
    queryKey: ["inbox", inboxId],
    queryFn: ({ signal }) => fetchJson(`/data/inboxes/${encodeURIComponent(inboxId)}`, inbox, signal),
    refetchInterval: ({ state }) => (isFinal(state.error) ? false : LIVE_MS),
  });
}

/** What an inbox has received, page after page. Whoever reads older pages is not pushed along. */
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

/** One request with all that is kept of it; asked for again until the attempt that sent it has ended. */
export function receivedRequestQuery(inboxId: string, requestId: string) {
  return queryOptions({
    queryKey: ["inbox-request", inboxId, requestId],
    queryFn: ({ signal }) =>
      fetchJson(`/data/inboxes/${encodeURIComponent(inboxId)}/requests/${encodeURIComponent(requestId)}`, receivedRequest, signal),
    refetchInterval: ({ state }) => (state.data?.delivery?.attempt === null && !isFinal(state.error) ? LIVE_MS : false),
  });
}
