import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { EventLogPage } from "@/app/(portal)/_event-log/event-log-page";
import { PublishExample } from "@/app/(portal)/_event-log/publish-example";
import { requirePageSession } from "@/app/session";
import { GuardedButton } from "@/components/permission/guarded-button";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { listDeletedWebhooks } from "@/server/webhook/list-deleted-webhooks";
import { listWebhooks } from "@/server/webhook/list-webhooks";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: PageProps<"/events">) {
  const { ctx } = await requirePageSession();
  const [webhooks, deleted] = await Promise.all([listWebhooks({ ctx, input: {} }), listDeletedWebhooks({ ctx })]);
  const [newest] = webhooks;
  const whenEmpty = newest ? (
    <PublishExample ctx={ctx} eventName={newest.eventName} />
  ) : (
    <GuardedButton scope="write" href="/settings/api/webhooks/new" variant="primary">
      <Plus aria-hidden />
      Create a webhook
    </GuardedButton>
  );
  return (
    <PageBody crumbs={[{ label: "Events" }]}>
      <PageHeader title="Events" description="What was published for each webhook, and what came of it." />
      <EventLogPage ctx={ctx} searchParams={await searchParams} webhooks={webhooks} deletedWebhooks={deleted} whenEmpty={whenEmpty} />
    </PageBody>
  );
}
