import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/app/(portal)/fetch-json";
import { overviewAnswer } from "@/domain/statistics/overview";
import type { TimeRange } from "@/domain/statistics/time-range";

/** The milliseconds between updates. Figures of hours need no faster ones, and nothing is fetched while the page is hidden. */
const LIVE_MS = 10_000;

export function overviewQuery(range: TimeRange) {
  return queryOptions({
    queryKey: ["overview", range],
    queryFn: ({ signal }) => fetchJson(`/data/overview?range=${range}`, overviewAnswer, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  });
}
