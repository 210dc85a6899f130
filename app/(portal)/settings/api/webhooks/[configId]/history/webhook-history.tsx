"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryFault } from "@/app/(portal)/query-fault";
import { webhookVersionsQuery } from "@/app/(portal)/settings/api/webhooks/[configId]/history/queries";
import { RestoreVersionDialog } from "@/app/(portal)/settings/api/webhooks/[configId]/history/restore-version-dialog";
import { Button } from "@/components/ui/button";
import { VersionList } from "@/components/webhook-history/version-list";
import type { WebhookVersion, WebhookVersionList } from "@/domain/webhook/webhook-version";

/** Shows a webhook's versions, and restores one of them. `firstPage` is the newest page, from the server. */
export function WebhookHistory({
  configId,
  updatedTime,
  firstPage,
  shown,
}: {
  configId: string;
  updatedTime: string;
  firstPage: WebhookVersionList;
  shown: number | null;
}) {
  const [restoring, setRestoring] = useState<WebhookVersion | null>(null);
  const query = useInfiniteQuery(webhookVersionsQuery({ configId, updatedTime, firstPage }));
  const versions = query.data.pages.flatMap(({ data }) => data);
  return (
    <div className="grid min-w-0 max-w-3xl gap-4">
      <VersionList
        key={updatedTime}
        versions={versions}
        currentVersion={versions[0]?.version ?? 0}
        shown={shown}
        onRestore={setRestoring}
      />
      {query.isFetchNextPageError && <QueryFault error={query.error} onRetry={() => query.fetchNextPage()} />}
      {query.hasNextPage && (
        <Button className="justify-self-start" onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage}>
          Load older
        </Button>
      )}
      {restoring && (
        <RestoreVersionDialog configId={configId} updatedTime={updatedTime} version={restoring} onClose={() => setRestoring(null)} />
      )}
    </div>
  );
}
