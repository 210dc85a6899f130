import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { EditWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/edit/edit-webhook";
import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";
import { PageBody } from "@/components/shell/page-body";
import { changeScopeOf } from "@/domain/webhook/change-scope";
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { isAllowed } from "@/server/authorise";
import { listEventTypes } from "@/server/event-type/list-event-types";
import { hasStoredSecret } from "@/server/webhook-row/has-stored-secret";

export async function generateMetadata({ params }: PageProps<"/settings/api/webhooks/[configId]/edit">): Promise<Metadata> {
  const { webhook } = await readWebhook((await params).configId);
  return { title: `Edit ${webhook.name}` };
}

export default async function EditWebhookPage({ params }: PageProps<"/settings/api/webhooks/[configId]/edit">) {
  const { ctx, webhook, user, organization } = await readWebhook((await params).configId);
  if (!isAllowed(ctx.actor, changeScopeOf(webhook))) redirect(`/settings/api/webhooks/${webhook.id}/configuration` as Route);
  const [types, hasSecret] = await Promise.all([listEventTypes({ ctx }), hasStoredSecret({ ctx, input: { configId: webhook.id } })]);
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
      <EditWebhook
        webhook={webhook}
        hasSecret={hasSecret}
        draftKey={`${organization.id}.${user.id}.${webhook.id}`}
        types={types}
        limits={limits}
      />
    </PageBody>
  );
}
