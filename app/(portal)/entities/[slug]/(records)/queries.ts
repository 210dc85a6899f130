import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { z } from "zod";
import { fetchJson } from "@/app/(portal)/fetch-json";
import { type RecordFilter, recordFilterParams } from "@/components/entity/record-filter";
import { entityAnswer } from "@/domain/entity/entity-answers";

const recordPage = z.object({
  hits: z.int(),
  records: z.array(entityAnswer.omit({ _org: true, _schema: true })),
  /** The place after which the next page begins; null at the end of an empty page. */
  next: z.string().nullable(),
});

/** Returns the key of a list's pages. The server, which fills the first page, and the browser use the same key. */
export function recordsKey(slug: string, filter: RecordFilter) {
  return ["records", slug, recordFilterParams(filter).toString()] as const;
}

/** Returns the query of a schema's records, page by page. */
export function recordsQuery(slug: string, filter: RecordFilter) {
  return infiniteQueryOptions({
    queryKey: recordsKey(slug, filter),
    queryFn: ({ pageParam, signal }) => {
      const params = recordFilterParams(filter);
      if (pageParam !== null) params.set("after", pageParam);
      return fetchJson(`/data/entities/${slug}/records?${params}`, recordPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page, pages) => {
      const shown = pages.reduce((sum, { records }) => sum + records.length, 0);
      return page.records.length > 0 && shown < page.hits ? page.next : null;
    },
    placeholderData: keepPreviousData,
  });
}
