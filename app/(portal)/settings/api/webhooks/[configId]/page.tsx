import type { Metadata } from "next";
import { EventLogPage } from "@/app/(portal)/_event-log/event-log-page";
import { PublishExample } from "@/app/(portal)/_event-log/publish-example";
import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";
import { WebhookFrame } from "@/app/(portal)/settings/api/webhooks/[configId]/webhook-frame";

export async function generateMetadata({ params }: PageProps<"/settings/api/webhooks/[configId]">): Promise<Metadata> {
  const { webhook } = await readWebhook((await params).configId);
  return { title: webhook.name };
}

export default async function WebhookEventsPage({ params, searchParams }: PageProps<"/settings/api/webhooks/[configId]">) {
  const { ctx, webhook } = await readWebhook((await params).configId);
  return (
    <WebhookFrame ctx={ctx} webhook={webhook}>
      <EventLogPage
        ctx={ctx}
        searchParams={await searchParams}
        webhooks={[webhook]}
        webhookId={webhook.id}
        whenEmpty={<PublishExample ctx={ctx} eventName={webhook.eventName} />}
      />
    </WebhookFrame>
  );
}
