"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowRight, LoaderCircle } from "lucide-react";
import type { Route } from "next";
import { useEffect } from "react";
import { inboxRequestsQuery, receivedRequestQuery } from "@/app/(portal)/inboxes/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { SignatureBadge } from "@/components/inbox/signature-badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InboxRequestSummary } from "@/domain/inbox/inbox-request";

/** Shows the inbox's first request once it has arrived, with links to the next steps. */
export function FirstArrival({ inbox, onArrived, onDone }: { inbox: { id: string }; onArrived: () => void; onDone: () => void }) {
  const { data, error, refetch } = useInfiniteQuery(inboxRequestsQuery(inbox.id));
  const first = data?.pages[0]?.data.at(-1);
  const hasArrived = first !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: called once, with whatever function the guide has by then
  useEffect(() => {
    if (hasArrived) onArrived();
  }, [hasArrived]);
  return (
    <div className="grid min-w-0 gap-3" aria-live="polite">
      {error && <QueryFault error={error} onRetry={() => refetch()} />}
      {first ? (
        <Arrived inboxId={inbox.id} summary={first} onDone={onDone} />
      ) : (
        <p className="flex items-center gap-2">
          <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-subtle" />
          On its way…
        </p>
      )}
    </div>
  );
}

function Arrived({ inboxId, summary, onDone }: { inboxId: string; summary: InboxRequestSummary; onDone: () => void }) {
  const { data } = useQuery(receivedRequestQuery(inboxId, summary.id));
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink">
        It has arrived.
        <span className="font-mono font-semibold text-xs">{summary.method}</span>
        <SignatureBadge verdict={summary.signature} />
        <RelativeTime iso={summary.receivedAt} className="text-ink-subtle text-xs" />
      </p>
      {data && <CodeBlock text={data.request.body} label="request body" isJson className="max-h-72" />}
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={`/inboxes/${inboxId}?request=${encodeURIComponent(summary.id)}` as Route}>
            Look at it in the inbox
            <ArrowRight aria-hidden />
          </Link>
        </Button>
        {data?.delivery && (
          <Button asChild>
            <Link href={`/events?event=${data.delivery.deliveryId}` as Route}>See its delivery in the log</Link>
          </Button>
        )}
        <Button variant="ghost" onClick={onDone}>
          Go to the overview
        </Button>
      </div>
    </>
  );
}
