import type { Metadata } from "next";
import { WebhookHistory } from "@/app/(portal)/settings/api/webhooks/[configId]/history/webhook-history";
import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";
import { WebhookFrame } from "@/app/(portal)/settings/api/webhooks/[configId]/webhook-frame";
import { listWebhookVersions } from "@/server/webhook/list-webhook-versions";

export async function generateMetadata({ params }: PageProps<"/settings/api/webhooks/[configId]/history">): Promise<Metadata> {
  const { webhook } = await readWebhook((await params).configId);
  return { title: `${webhook.name}: history` };
}

export default async function WebhookHistoryPage({ params, searchParams }: PageProps<"/settings/api/webhooks/[configId]/history">) {
  const { ctx, webhook } = await readWebhook((await params).configId);
  const shown = Number((await searchParams)["version"]) || null;
  const firstPage = await listWebhookVersions({ ctx, input: { configId: webhook.id } });
  return (
    <WebhookFrame ctx={ctx} webhook={webhook}>
      <WebhookHistory configId={webhook.id} updatedTime={webhook.updatedTime} firstPage={firstPage} shown={shown} />
    </WebhookFrame>
  );
}
