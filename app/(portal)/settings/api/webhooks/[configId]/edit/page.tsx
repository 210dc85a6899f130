import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { EditWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/edit/edit-webhook";
import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";
import { PageBody } from "@/components/shell/page-body";
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { isAllowed } from "@/server/authorise";
import { listEventTypes } from "@/server/event/list-event-types";

export async function generateMetadata({ params }: PageProps<"/settings/api/webhooks/[configId]/edit">): Promise<Metadata> {
  const { webhook } = await readWebhook((await params).configId);
  return { title: `Edit ${webhook.name}` };
}

export default async function EditWebhookPage({ params }: PageProps<"/settings/api/webhooks/[configId]/edit">) {
  const { ctx, webhook } = await readWebhook((await params).configId);
  if (!isAllowed(ctx.actor, "write")) redirect(`/settings/api/webhooks/${webhook.id}/configuration` as Route);
  const types = await listEventTypes({ ctx });
  const ownLimit = isAllowed(ctx.actor, "admin") ? MAX_TIMEOUT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
  const limits = { hasStaticIp: ctx.hasStaticIp, maxTimeoutSeconds: Math.max(ownLimit, webhook.timeoutSeconds) };
  return (
    <PageBody
      crumbs={[
        { label: "Settings" },
        { label: "API" },
        { label: "Webhooks", href: "/settings/api/webhooks" },
        { label: webhook.name, href: `/settings/api/webhooks/${webhook.id}` as Route },
        { label: "Edit" },
      ]}
    >
      <EditWebhook webhook={webhook} types={types} limits={limits} />
    </PageBody>
  );
}
