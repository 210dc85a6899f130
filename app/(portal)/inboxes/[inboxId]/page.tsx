import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InboxView } from "@/app/(portal)/inboxes/[inboxId]/inbox-view";
import { readInbox } from "@/app/(portal)/inboxes/[inboxId]/read-inbox";
import { inboxQuery, inboxRequestsQuery } from "@/app/(portal)/inboxes/queries";
import { PageBody } from "@/components/shell/page-body";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";
import { listWebhooks } from "@/server/webhook/list-webhooks";

export async function generateMetadata({ params }: PageProps<"/inboxes/[inboxId]">): Promise<Metadata> {
  const { inbox } = await readInbox((await params).inboxId);
  return { title: inbox.name };
}

export default async function InboxPage({ params }: PageProps<"/inboxes/[inboxId]">) {
  const { ctx, inbox } = await readInbox((await params).inboxId);
  const [requests, webhooks] = await Promise.all([
    listInboxRequests({ ctx, input: { inboxId: inbox.id } }),
    listWebhooks({ ctx, input: {} }),
  ]);
  const client = new QueryClient();
  client.setQueryData(inboxQuery(inbox.id).queryKey, inbox);
  client.setQueryData(inboxRequestsQuery(inbox.id).queryKey, { pages: [requests], pageParams: [null] });
  return (
    <PageBody crumbs={[{ label: "Inboxes", href: "/inboxes" }, { label: inbox.name }]}>
      <HydrationBoundary state={dehydrate(client)}>
        <InboxView inboxId={inbox.id} webhooks={webhooks.map(({ id, name }) => ({ id, name }))} />
      </HydrationBoundary>
    </PageBody>
  );
}
