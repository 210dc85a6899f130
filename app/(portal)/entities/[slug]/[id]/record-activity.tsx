"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { feedQuery } from "@/app/(portal)/entities/record-queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { ActivityFeed } from "@/components/entity/activity-feed";
import { Button } from "@/components/ui/button";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** Shows a record's activity feed, page by page. */
export function RecordActivity({ slug, id, attributes }: { slug: string; id: string; attributes: readonly EntityAttribute[] }) {
  const query = useInfiniteQuery(feedQuery(slug, id));
  const pages = query.data?.pages ?? [];
  const activities = pages.flatMap((page) => page.activities);
  const names = {
    callers: Object.assign({}, ...pages.map(({ callers }) => callers)),
    entities: Object.assign({}, ...pages.map(({ entities }) => entities)),
  };
  return (
    <section aria-label="Activity" className="min-w-0 rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">Activity</h2>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 p-4">
        {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
        {query.data && activities.length === 0 && (
          <p className="text-ink-muted">Nothing is told of this record any more: activities are kept as long as deliveries are.</p>
        )}
        <ActivityFeed recordId={id} activities={activities} names={names} attributes={attributes} />
        {query.hasNextPage && (
          <Button size="sm" className="justify-self-center" onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            Load older
          </Button>
        )}
      </div>
    </section>
  );
}
