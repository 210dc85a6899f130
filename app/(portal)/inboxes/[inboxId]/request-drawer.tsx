"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { receivedRequestQuery } from "@/app/(portal)/inboxes/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { RequestDetail, RequestDetailSkeleton } from "@/components/inbox/request-detail";
import { Drawer } from "@/components/ui/drawer";
import { Link } from "@/components/ui/link";
import type { Inbox } from "@/domain/inbox/inbox";

const LINK = "truncate rounded-sm text-accent-ink underline-offset-2 hover:underline";

/** Shows one request beside the list that it was opened from, with links to its neighbours, its webhook and its delivery. */
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
  /** Returns a webhook's name; null for deleted webhooks, which have no page. */
  webhookNameOf: (webhookId: string) => string | null;
  onOpen: (requestId: string | null) => void;
}) {
  return (
    <Drawer thing="Request" openedId={requestId} siblingIds={siblingIds} onOpen={onOpen}>
      {(openedId) => <Detail key={openedId} inbox={inbox} requestId={openedId} webhookNameOf={webhookNameOf} />}
    </Drawer>
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
