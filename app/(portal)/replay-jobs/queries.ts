import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import type { DeliveryStatus } from "@/domain/delivery/search-options";
import { type ReplayJob, replayItemList, replayJob, replayJobList } from "@/domain/replay-job/replay-job";

/**
 * The milliseconds between updates. With the time of an answer, a change is seen within two seconds. Nothing is fetched while the
 * page is hidden.
 */
const LIVE_MS = 1_200;
/** The milliseconds between updates of a job that stands still, which someone else may resume. */
const IDLE_MS = 10_000;
/** The most pages that are updated. The rows do not move for a reader of more. */
const MAX_FOLLOWED_PAGES = 4;

export function isMoving({ state, progress }: ReplayJob): boolean {
  return state === "running" || progress.in_progress > 0;
}

function isFinal(error: Error | null): boolean {
  return error instanceof DataError && error.status < 500;
}

/** The organization's replay jobs, page by page. */
export const replayJobsQuery = infiniteQueryOptions({
  queryKey: ["replay-jobs"],
  queryFn: ({ pageParam, signal }) =>
    fetchJson(pageParam ? `/data/replay-jobs?cursor=${encodeURIComponent(pageParam)}` : "/data/replay-jobs", replayJobList, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  refetchInterval: ({ state }) => {
    if (isFinal(state.error) || (state.data?.pages.length ?? 1) > MAX_FOLLOWED_PAGES) return false;
    return state.data?.pages.some(({ data }) => data.some(isMoving)) ? LIVE_MS : IDLE_MS;
  },
});

/** Returns the query of one job, kept up to date. */
export function replayJobQuery(jobId: string) {
  return queryOptions({
    queryKey: ["replay-job", jobId],
    queryFn: ({ signal }) => fetchJson(`/data/replay-jobs/${encodeURIComponent(jobId)}`, replayJob, signal),
    refetchInterval: ({ state }) => {
      if (isFinal(state.error)) return false;
      return !state.data || isMoving(state.data) ? LIVE_MS : IDLE_MS;
    },
  });
}

/**
 * Returns the query of the deliveries that a job has sent again. It is updated while the job moves and the reader has not loaded
 * many pages.
 */
export function replayItemsQuery(jobId: string, status: DeliveryStatus | null, options: { isLive: boolean }) {
  return infiniteQueryOptions({
    queryKey: ["replay-items", jobId, status],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams();
      if (status) params.set("status", status);
      if (pageParam) params.set("cursor", pageParam);
      return fetchJson(`/data/replay-jobs/${encodeURIComponent(jobId)}/items?${params}`, replayItemList, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      options.isLive && !isFinal(state.error) && (state.data?.pages.length ?? 1) <= MAX_FOLLOWED_PAGES ? LIVE_MS : false,
  });
}

/** Returns the query of the number of events that a job of this selection would send again now. */
export function replayCountQuery(selection: { webhookId: string; status: string | null; from: string | null; to: string | null }) {
  const params = new URLSearchParams({ webhook: selection.webhookId });
  if (selection.status) params.set("status", selection.status);
  if (selection.from) params.set("from", selection.from);
  if (selection.to) params.set("to", selection.to);
  return queryOptions({
    queryKey: ["replay-count", params.toString()],
    queryFn: ({ signal }) => fetchJson(`/data/replay-jobs/count?${params}`, z.object({ count: z.int() }), signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
