import { Pencil } from "lucide-react";
import type { Metadata, Route } from "next";
import { DeleteWebhookSection } from "@/app/(portal)/settings/api/webhooks/[configId]/configuration/delete-webhook-section";
import { TestSavedConnection } from "@/app/(portal)/settings/api/webhooks/[configId]/configuration/test-saved-connection";
import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";
import { WebhookFrame } from "@/app/(portal)/settings/api/webhooks/[configId]/webhook-frame";
import { EnabledSwitch } from "@/app/(portal)/settings/api/webhooks/enabled-switch";
import { GuardedButton } from "@/components/permission/guarded-button";
import { CallingAutomations } from "@/components/webhook/calling-automations";
import { findEventType } from "@/components/webhook/event-type";
import { WebhookFacts } from "@/components/webhook/webhook-facts";
import { changeScopeOf } from "@/domain/webhook/change-scope";
import { listCallingFlows } from "@/server/automation-flow/list-calling-flows";
import { listEventTypes } from "@/server/event-type/list-event-types";

export async function generateMetadata({ params }: PageProps<"/settings/api/webhooks/[configId]/configuration">): Promise<Metadata> {
  const { webhook } = await readWebhook((await params).configId);
  return { title: `${webhook.name}: configuration` };
}

export default async function WebhookConfigurationPage({ params }: PageProps<"/settings/api/webhooks/[configId]/configuration">) {
  const { ctx, webhook } = await readWebhook((await params).configId);
  const [types, callers] = await Promise.all([listEventTypes({ ctx }), listCallingFlows({ ctx, input: { configId: webhook.id } })]);
  const type = findEventType(types, webhook.eventName);
  return (
    <WebhookFrame ctx={ctx} webhook={webhook}>
      <div className="grid max-w-3xl gap-8">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span className="flex items-center gap-3 text-sm">
            <EnabledSwitch
              webhook={{ id: webhook.id, name: webhook.name, enabled: webhook.enabled, protected: webhook.protected }}
              callers={callers}
            />
            {webhook.enabled ? "Enabled" : "Disabled: events are recorded as skipped"}
          </span>
          <GuardedButton scope={changeScopeOf(webhook)} href={`/settings/api/webhooks/${webhook.id}/edit` as Route}>
            <Pencil aria-hidden />
            Edit
          </GuardedButton>
        </div>
        <WebhookFacts
          webhook={webhook}
          type={type}
          hasStaticIp={ctx.hasStaticIp}
          authAction={webhook.auth.authType === "OAUTH_CLIENT_CREDENTIALS" && <TestSavedConnection configId={webhook.id} />}
        />
        {callers.length > 0 && <CallingAutomations callers={callers} />}
        <DeleteWebhookSection
          webhook={{ id: webhook.id, name: webhook.name, url: webhook.url, protected: webhook.protected }}
          callers={callers}
        />
      </div>
    </WebhookFrame>
  );
}
