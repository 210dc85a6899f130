import type { Metadata } from "next";
import { CreateWebhook } from "@/app/(portal)/settings/api/webhooks/new/create-webhook";
import { requirePageSession } from "@/app/session";
import { RefusedPage } from "@/components/permission/refused-page";
import { PageBody } from "@/components/shell/page-body";
import { refusalOf } from "@/domain/user/roles";
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { isAllowed } from "@/server/authorise";
import { listEventTypes } from "@/server/event/list-event-types";

export const metadata: Metadata = { title: "Create webhook" };

const CRUMBS = [
  { label: "Settings" },
  { label: "API" },
  { label: "Webhooks", href: "/settings/api/webhooks" },
  { label: "Create" },
] as const;

export default async function NewWebhookPage() {
  const { ctx, role } = await requirePageSession();
  const refusal = refusalOf(role, "write");
  if (refusal !== null) {
    return (
      <PageBody crumbs={CRUMBS}>
        <RefusedPage title="You cannot create a webhook" refusal={refusal} />
      </PageBody>
    );
  }
  const types = await listEventTypes({ ctx });
  const maxTimeoutSeconds = isAllowed(ctx.actor, "admin") ? MAX_TIMEOUT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
  return (
    <PageBody crumbs={CRUMBS}>
      <CreateWebhook types={types} limits={{ hasStaticIp: ctx.hasStaticIp, maxTimeoutSeconds }} />
    </PageBody>
  );
}
