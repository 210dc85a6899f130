"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { receivedRequestQuery } from "@/app/(portal)/inboxes/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { RequestDetail, RequestDetailSkeleton } from "@/components/inbox/request-detail";
import { Button } from "@/components/ui/button";
import { Dialog, SheetContent } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import type { Inbox } from "@/domain/inbox/inbox";

const LINK = "truncate rounded-sm text-accent-ink underline-offset-2 hover:underline";

/** One request beside the list that it was opened from, with the way to its neighbours, its webhook and its delivery. */
export function RequestDrawer({
  inbox,
  requestId,
  siblingIds,
  webhookNameOf,
  onOpen,
}: {
  inbox: Inbox;
  requestId: string | null;
  siblingIds: readonly string[];
  /** Null for deleted webhooks, which have no page. */
  webhookNameOf: (webhookId: string) => string | null;
  onOpen: (requestId: string | null) => void;
}) {
  const index = requestId ? siblingIds.indexOf(requestId) : -1;
  return (
    <Dialog open={requestId !== null} onOpenChange={(isOpen) => !isOpen && onOpen(null)}>
      <SheetContent
        title="Request"
        actions={
          <>
            <Step name="Newer request" icon={ChevronUp} targetId={index > 0 ? siblingIds[index - 1] : undefined} onOpen={onOpen} />
            <Step name="Older request" icon={ChevronDown} targetId={index >= 0 ? siblingIds[index + 1] : undefined} onOpen={onOpen} />
          </>
        }
      >
        <div className="scrollbar-slim min-h-0 flex-1 overflow-y-auto">
          {requestId && <Detail key={requestId} inbox={inbox} requestId={requestId} webhookNameOf={webhookNameOf} />}
        </div>
      </SheetContent>
    </Dialog>
  );
}

function Step(props: { name: string; icon: typeof ChevronUp; targetId: string | undefined; onOpen: (requestId: string) => void }) {
  const { name, icon: Icon, targetId, onOpen } = props;
  return (
    <Tooltip text={name} side="bottom">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={name}
        disabled={targetId === undefined}
        onClick={() => targetId !== undefined && onOpen(targetId)}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}

function Detail({
  inbox,
  requestId,
  webhookNameOf,
}: {
  inbox: Inbox;
  requestId: string;
  webhookNameOf: (webhookId: string) => string | null;
}) {
  const { data, error, refetch } = useQuery(receivedRequestQuery(inbox.id, requestId));
  if (!data && error) {
    return (
      <div className="p-5">
        <QueryFault error={error} onRetry={() => refetch()} />
      </div>
    );
  }
  if (!data) return <RequestDetailSkeleton />;
  const { request, delivery } = data;
  const { webhookId } = request;
  const webhookName = webhookId === null ? null : webhookNameOf(webhookId);
  const unknown = <span className="text-ink-subtle">Not known</span>;
  return (
    <RequestDetail
      request={request}
      url={inbox.url}
      webhookLink={
        webhookId === null ? (
          unknown
        ) : webhookName === null ? (
          "A deleted webhook"
        ) : (
          <Link href={`/settings/api/webhooks/${webhookId}` as Route} className={LINK}>
            {webhookName}
          </Link>
        )
      }
      deliveryLink={
        delivery === null ? (
          unknown
        ) : (
          <>
            <Link href={`/events?event=${delivery.deliveryId}` as Route} className={LINK}>
              {delivery.eventName}
            </Link>
            <span className="whitespace-nowrap text-ink-muted">
              {delivery.attempt === null ? "attempt under way" : `attempt ${delivery.attempt}`}
            </span>
          </>
        )
      }
    />
  );
}
