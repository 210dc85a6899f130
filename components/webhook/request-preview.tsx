"use client";

import { CodeBlock } from "@/components/ui/code-block";
import type { EventTypeOption } from "@/components/webhook/event-type";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { buildMetadata } from "@/domain/event/metadata";
import { buildEntityEnvelope } from "@/domain/payload/build-entity-envelope";
import type { EventContent } from "@/domain/payload/event-content";
import { DEFAULT_PAYLOAD_CONFIGURATION } from "@/domain/webhook/payload-configuration";

const BODILESS = ["GET", "HEAD", "OPTIONS"];
const HIDDEN = "••••••••";
const EXAMPLE_TIME = new Date("2026-03-01T12:00:00.000Z");

/** The example as it would be published: free `data` stands as the entity (contract.md "Payload"). */
function contentOf(example: unknown): { content: EventContent; metadata: Record<string, unknown> | undefined } {
  const { data, metadata, ...content } = (typeof example === "object" && example !== null ? example : {}) as EventContent & {
    data?: Record<string, unknown>;
    metadata?: Record<string, unknown>;
  };
  return { content: { ...(data ? { entity: data } : {}), ...content }, metadata };
}

function headersOf(values: WebhookFormValues): [name: string, value: string][] {
  const { authType, apiKeyConfig } = values.auth;
  const custom = values.customHeaders.filter(({ name }) => name.trim() !== "");
  return [
    ...(BODILESS.includes(values.httpMethod) ? [] : [["content-type", "application/json"] satisfies [string, string]]),
    ...(authType === "BASIC" ? [["authorization", `Basic ${HIDDEN}`] satisfies [string, string]] : []),
    ...(authType === "API_KEY" ? [[apiKeyConfig.keyName || "x-api-key", HIDDEN] satisfies [string, string]] : []),
    ...(authType === "OAUTH_CLIENT_CREDENTIALS" ? [["authorization", `Bearer ${HIDDEN}`] satisfies [string, string]] : []),
    ...custom.map(({ name, value }) => [name.trim().toLowerCase(), value.trim()] satisfies [string, string]),
    ["webhook-id", "msg_01KJM…"],
    ["webhook-timestamp", String(EXAMPLE_TIME.getTime() / 1_000)],
    ["webhook-signature", "v1a,… v1,…"],
  ];
}

/** What the endpoint would get for the event's example, as the form stands now. */
export function RequestPreview({
  values,
  type,
  organizationId,
}: {
  values: WebhookFormValues;
  type: EventTypeOption | null;
  organizationId: string;
}) {
  if (!type) {
    return (
      <p className="rounded-lg border border-dashed p-4 text-ink-muted text-xs">Choose an event to see what your endpoint will receive.</p>
    );
  }
  const { content, metadata: given } = contentOf(type.example);
  const metadata = buildMetadata({
    organizationId,
    eventName: values.eventName,
    eventId: "evt_01KJM…",
    given,
    webhook: { id: "…", name: values.name.trim() || type.label },
    now: EXAMPLE_TIME,
  });
  const body = JSON.stringify(buildEntityEnvelope({ metadata, event: content, configuration: DEFAULT_PAYLOAD_CONFIGURATION }));
  return (
    <div className="grid min-w-0 gap-3">
      <div className="min-w-0 rounded-lg border bg-sunken p-3 font-mono text-xs">
        <p className="mb-2 break-all">
          <span className="font-semibold text-accent-ink">{values.httpMethod}</span> {values.url.trim() || "https://…"}
        </p>
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {headersOf(values).map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: while one types, two headers may have the same name
            <div key={index} className="contents">
              <dt className="max-w-48 truncate text-ink-muted">{name}</dt>
              <dd className="truncate">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {BODILESS.includes(values.httpMethod) ? (
        <p className="text-ink-muted text-xs">{values.httpMethod} sends no body: the signature covers the empty body.</p>
      ) : (
        <CodeBlock text={body} label="example body" isJson className="max-h-[26rem]" />
      )}
    </div>
  );
}
