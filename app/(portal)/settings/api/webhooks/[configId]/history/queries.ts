import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/app/(portal)/fetch-json";
import { type WebhookVersionList, webhookVersionList } from "@/domain/webhook/webhook-version";

/**
 * Returns the query of a webhook's versions, page by page. Each `updatedTime` has a query of its own, which begins with the
 * server's first page.
 */
export function webhookVersionsQuery(input: { configId: string; updatedTime: string; firstPage: WebhookVersionList }) {
  const { configId, updatedTime, firstPage } = input;
  return infiniteQueryOptions({
    queryKey: ["webhook-versions", configId, updatedTime],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `?cursor=${pageParam}`;
      return fetchJson(`/data/webhooks/${encodeURIComponent(configId)}/versions${cursor}`, webhookVersionList, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: { pages: [firstPage], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
