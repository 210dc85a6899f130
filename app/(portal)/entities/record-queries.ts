import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { fetchJson } from "@/app/(portal)/fetch-json";
import { namedFeed } from "@/domain/activity/named-feed";

/** The activities of a page of a record's feed. */
export const FEED_PAGE_SIZE = 10;

const matches = z.array(z.object({ id: z.string(), schema: z.string(), title: z.string().nullable() }));

/** Returns the query of records to choose from, by their words; of any schema where none are named. */
export function matchesQuery(schemas: readonly string[], text: string) {
  const params = new URLSearchParams({ q: text.slice(0, 255), schemas: schemas.join(",") });
  return queryOptions({
    queryKey: ["records", "matches", params.toString()],
    queryFn: ({ signal }) => fetchJson(`/data/entity-matches?${params}`, matches, signal),
    placeholderData: keepPreviousData,
  });
}

/** Returns the key of a record's feed. The server, which fills the first page, and the browser use the same key. */
export function feedKey(slug: string, id: string) {
  return ["activity", slug, id] as const;
}

/** Returns the query of a record's activity feed, page by page. */
export function feedQuery(slug: string, id: string) {
  return infiniteQueryOptions({
    queryKey: feedKey(slug, id),
    queryFn: ({ pageParam, signal }) => fetchJson(`/data/entities/${slug}/${id}/activity?from=${pageParam}`, namedFeed, signal),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const shown = pages.reduce((sum, { activities }) => sum + activities.length, 0);
      return page.activities.length > 0 && shown < page.total ? shown : null;
    },
  });
}
