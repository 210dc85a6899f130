import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { formatWait } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { AUTH_LABEL } from "@/components/webhook/auth-label";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { RETRY_STEPS_MS } from "@/domain/retry/retry-schedule";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="overflow-hidden rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">{title}</h2>
      <dl className="divide-y">{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 items-center gap-x-4 px-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1 break-words">{children}</dd>
    </div>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <span className="min-w-0 break-all font-mono text-xs">{children}</span>;
}

/** A webhook's configuration, to be read. Secrets are only ever said to be set or not. */
export function WebhookFacts({ webhook, type }: { webhook: WebhookConfig; type: EventTypeOption | null }) {
  const { auth, retryPolicy } = webhook;
  const isSecretSet = webhook.status !== "incomplete" || webhook.url === undefined;
  return (
    <div className="grid gap-4">
      <Group title="Event">
        <Fact name="Event">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            {type?.label ?? webhook.eventName}
            <Code>{webhook.eventName}</Code>
          </span>
        </Fact>
        {type?.description && <Fact name="When">{type.description}</Fact>}
      </Group>
      <Group title="Endpoint">
        <Fact name="Method">
          <Code>{webhook.httpMethod}</Code>
        </Fact>
        <Fact name="URL">
          <Code>{webhook.url ?? "Not set: nothing is delivered."}</Code>
          {webhook.url && <CopyButton text={webhook.url} label="address" />}
        </Fact>
        <Fact name="Enabled">{webhook.enabled ? "Yes" : "No: events are recorded as skipped."}</Fact>
      </Group>
      <Group title="Authentication">
        <Fact name="Kind">{AUTH_LABEL[auth.authType]}</Fact>
        {auth.basicAuthConfig && (
          <>
            <Fact name="User name">
              <Code>{auth.basicAuthConfig.username}</Code>
            </Fact>
            <Fact name="Password">{isSecretSet ? "Set" : "Not set: nothing is delivered."}</Fact>
          </>
        )}
        {auth.apiKeyConfig && (
          <>
            <Fact name="Header name">
              <Code>{auth.apiKeyConfig.keyName}</Code>
            </Fact>
            <Fact name="Value">{isSecretSet ? "Set" : "Not set: nothing is delivered."}</Fact>
          </>
        )}
      </Group>
      <Group title="Delivery">
        <Fact name="Retries">
          {retryPolicy.enabled
            ? `Up to ${retryPolicy.maxAttempts} after the first attempt: after ${RETRY_STEPS_MS.slice(0, retryPolicy.maxAttempts).map(formatWait).join(", ")}`
            : "None: each event is tried once"}
        </Fact>
        <Fact name="Webhook id">
          <Code>{webhook.id}</Code>
          <CopyButton text={webhook.id} label="webhook id" />
        </Fact>
        <Fact name="Created">
          <RelativeTime iso={webhook.creationTime} />
        </Fact>
      </Group>
    </div>
  );
}
