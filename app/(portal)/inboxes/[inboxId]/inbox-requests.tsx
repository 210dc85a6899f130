"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { RequestDrawer } from "@/app/(portal)/inboxes/[inboxId]/request-drawer";
import { inboxRequestsQuery } from "@/app/(portal)/inboxes/queries";
import { paletteQuery } from "@/app/(portal)/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { RequestTable } from "@/components/inbox/request-table";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import type { Inbox } from "@/domain/inbox/inbox";
import { quoteForShell } from "@/domain/webhook/quote-for-shell";

/** Shows the requests of an inbox, newest first, kept up to date. The address holds the opened request. */
export function InboxRequests({
  inbox,
  webhooks,
  isFollowed,
}: {
  inbox: Inbox;
  webhooks: readonly { id: string; name: string }[];
  isFollowed: boolean;
}) {
  const pathname = usePathname();
  const openedId = useSearchParams().get("request");
  const query = useInfiniteQuery({ ...inboxRequestsQuery(inbox.id), enabled: isFollowed });
  const requests = query.data?.pages.flatMap((page) => page.data) ?? [];
  const nameOf = useWebhookNames(
    webhooks,
    requests.flatMap(({ webhookId }) => webhookId ?? []),
  );
  const isFollowing = (query.data?.pages.length ?? 1) === 1 && !query.error;
  const hrefOf = (requestId: string | null) => (requestId === null ? pathname : `${pathname}?request=${encodeURIComponent(requestId)}`);
  return (
    <section aria-labelledby="requests" className="grid min-w-0 gap-3">
      <div className="flex min-h-8 items-center gap-3">
        <h2 id="requests" className="font-semibold text-base">
          Requests
        </h2>
        <span className="text-ink-subtle text-xs tabular-nums">{inbox.kept > 0 && inbox.kept.toLocaleString("en-GB")}</span>
        <span className="ml-auto inline-flex items-center gap-1.5 text-ink-muted text-xs">
          <span aria-hidden className={cn("size-1.5 rounded-full", isFollowing ? "bg-success-solid" : "bg-line-strong")} />
          {isFollowing ? "Live" : "Paused"}
        </span>
      </div>
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {query.data && (
        <RequestTable
          requests={requests}
          openedId={openedId}
          webhookNameOf={nameOf}
          hrefOf={hrefOf}
          onOpen={(requestId) => window.history.pushState(null, "", hrefOf(requestId))}
          empty={
            <EmptyState icon={Radio} title="Waiting for a request" action={<TryIt url={inbox.url} />}>
              Whatever is sent to the address appears here within two seconds.
            </EmptyState>
          }
        />
      )}
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage} className="justify-self-center">
          Load older
        </Button>
      )}
      <RequestDrawer
        inbox={inbox}
        requestId={openedId}
        siblingIds={requests.map(({ id }) => id)}
        webhookNameOf={nameOf}
        onOpen={(requestId) => window.history.replaceState(null, "", hrefOf(requestId))}
      />
    </section>
  );
}

function TryIt({ url }: { url: string }) {
  const command = [`curl ${quoteForShell(url)} \\`, `  -H "Content-Type: application/json" \\`, `  -d '{"hello": "world"}'`].join("\n");
  return (
    <div className="w-full max-w-2xl text-left">
      <p className="mb-1.5 text-ink-muted text-xs">Use it in a webhook, or send something by hand:</p>
      <CodeBlock text={command} label="command" />
    </div>
  );
}

/**
 * Returns a function from a webhook's id to its name, null for a deleted one. Webhooks that were created after the page was
 * loaded are fetched.
 */
function useWebhookNames(known: readonly { id: string; name: string }[], wantedIds: readonly string[]) {
  const missing = [...new Set(wantedIds)].filter((id) => !known.some((webhook) => webhook.id === id)).toSorted();
  const { data = [] } = useQuery({ ...paletteQuery, queryKey: ["webhooks", "names", ...missing], enabled: missing.length > 0 });
  return (webhookId: string) => [...known, ...data].find(({ id }) => id === webhookId)?.name ?? null;
}
