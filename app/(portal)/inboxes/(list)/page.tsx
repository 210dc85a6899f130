import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InboxListView } from "@/app/(portal)/inboxes/(list)/inbox-list-view";
import { inboxesQuery } from "@/app/(portal)/inboxes/queries";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { listInboxes } from "@/server/inbox/list-inboxes";

export const metadata: Metadata = { title: "Inboxes" };

export default async function InboxesPage() {
  const { ctx } = await requirePageSession();
  const client = new QueryClient();
  client.setQueryData(inboxesQuery.queryKey, await listInboxes({ ctx, input: {} }));
  return (
    <PageBody crumbs={[{ label: "Inboxes" }]}>
      <HydrationBoundary state={dehydrate(client)}>
        <InboxListView />
      </HydrationBoundary>
    </PageBody>
  );
}
