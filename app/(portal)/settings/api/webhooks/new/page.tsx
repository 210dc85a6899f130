import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CreateWebhook } from "@/app/(portal)/settings/api/webhooks/new/create-webhook";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { isAllowed } from "@/server/authorise";
import { listEventTypes } from "@/server/event/list-event-types";

export const metadata: Metadata = { title: "Create webhook" };

export default async function NewWebhookPage() {
  const { ctx, organization } = await requirePageSession();
  if (!isAllowed(ctx.actor, "write")) notFound();
  const types = await listEventTypes({ ctx });
  const maxTimeoutSeconds = isAllowed(ctx.actor, "admin") ? MAX_TIMEOUT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
  return (
    <PageBody
      crumbs={[{ label: "Settings" }, { label: "API" }, { label: "Webhooks", href: "/settings/api/webhooks" }, { label: "Create" }]}
    >
      <CreateWebhook types={types} organizationId={organization.id} limits={{ hasStaticIp: ctx.hasStaticIp, maxTimeoutSeconds }} />
    </PageBody>
  );
}
