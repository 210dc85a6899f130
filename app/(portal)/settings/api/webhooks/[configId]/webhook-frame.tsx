import type { Route } from "next";
import type { ReactNode } from "react";
import { SendTestButton } from "@/app/(portal)/settings/api/webhooks/[configId]/send-test-button";
import { WebhookAttentionText } from "@/components/overview/webhook-attention-text";
import { PageBody } from "@/components/shell/page-body";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tab-links";
import { CalledBy } from "@/components/webhook/calling-automations";
import { WebhookStatusBadge } from "@/components/webhook/webhook-status";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import { listCallingFlows } from "@/server/automation-flow/list-calling-flows";
import type { Context } from "@/server/context";
import { getWebhookAttention } from "@/server/statistics/get-webhook-attention";

/** Shows the common parts of a webhook's pages: its name, its status, its faults, and its tabs. */
export async function WebhookFrame({ ctx, webhook, children }: { ctx: Context; webhook: WebhookConfig; children: ReactNode }) {
  const [attention, callers] = await Promise.all([
    getWebhookAttention({ ctx, input: { configId: webhook.id } }),
    listCallingFlows({ ctx, input: { configId: webhook.id } }),
  ]);
  const base = `/settings/api/webhooks/${webhook.id}`;
  return (
    <PageBody
      crumbs={[{ label: "Settings" }, { label: "API" }, { label: "Webhooks", href: "/settings/api/webhooks" }, { label: webhook.name }]}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <PageHeader
          title={
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {webhook.name}
              <WebhookStatusBadge status={webhook.status} disabledReason={webhook.disabledReason} />
            </span>
          }
          description={
            <>
              <span className="flex min-w-0 items-center gap-1">
                <span className="truncate font-mono text-xs">
                  {webhook.httpMethod} {webhook.url ?? "no address yet"}
                </span>
                {webhook.url && <CopyButton text={webhook.url} label="address" />}
              </span>
              <CalledBy callers={callers} href={`${base}/configuration` as Route} />
            </>
          }
          actions={<SendTestButton webhookId={webhook.id} status={webhook.status} />}
        />
        {attention.map((item) => (
          <Notice key={item.type} tone={item.type === "incomplete" ? "warning" : "danger"} className="max-w-3xl">
            <WebhookAttentionText item={item} />
          </Notice>
        ))}
        <TabLinks
          label="Webhook"
          tabs={[
            { label: "Events", href: base as Route },
            { label: "Configuration", href: `${base}/configuration` as Route },
            { label: "Signing", href: `${base}/signing` as Route },
            { label: "History", href: `${base}/history` as Route },
          ]}
        />
      </div>
      {children}
    </PageBody>
  );
}
