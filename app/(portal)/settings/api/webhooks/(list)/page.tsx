import { Plus, Webhook } from "lucide-react";
import type { Metadata } from "next";
import { WebhookList } from "@/app/(portal)/settings/api/webhooks/(list)/webhook-list";
import { requirePageSession } from "@/app/session";
import { GuardedButton } from "@/components/permission/guarded-button";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TableFrame } from "@/components/ui/table";
import { toListedWebhook } from "@/components/webhook/listed-webhook";
import { listCallingFlows } from "@/server/automation-flow/list-calling-flows";
import { listEventTypes } from "@/server/event-type/list-event-types";
import { listWebhookActivity } from "@/server/statistics/list-webhook-activity";
import { listWebhooks } from "@/server/webhook/list-webhooks";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const { ctx } = await requirePageSession();
  const [webhooks, types, activity, callers] = await Promise.all([
    listWebhooks({ ctx, input: {} }),
    listEventTypes({ ctx }),
    listWebhookActivity({ ctx }),
    listCallingFlows({ ctx, input: {} }),
  ]);
  const eventLabels = Object.fromEntries(types.flatMap((type) => [type.name, ...type.aliases].map((name) => [name, type.label])));
  const create = (
    <GuardedButton scope="write" href="/settings/api/webhooks/new" variant="primary">
      <Plus aria-hidden />
      Create webhook
    </GuardedButton>
  );
  return (
    <PageBody crumbs={[{ label: "Settings" }, { label: "API" }, { label: "Webhooks" }]}>
      <PageHeader
        title="Webhooks"
        description="Each webhook sends one kind of event to an endpoint of yours, signed, and tries again when it fails."
        actions={webhooks.length > 0 && create}
      />
      {webhooks.length === 0 ? (
        <TableFrame>
          <EmptyState icon={Webhook} title="No webhooks yet" action={create}>
            A webhook calls your endpoint whenever an event happens. Choose the event and say where to send it.
          </EmptyState>
        </TableFrame>
      ) : (
        <WebhookList webhooks={webhooks.map(toListedWebhook)} eventLabels={eventLabels} activity={activity} callers={callers} />
      )}
    </PageBody>
  );
}
