"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Segmented } from "@/components/ui/segmented";
import type { WebhookPreview } from "@/domain/preview/webhook-preview";

type View = "http" | "curl";
const VIEWS: readonly { value: View; label: string }[] = [
  { value: "http", label: "Request" },
  { value: "curl", label: "cURL" },
];

/** Shows the request as it would be made now: in its parts, or as a command that makes it. */
export function PreviewedRequest({ request }: { request: NonNullable<WebhookPreview["request"]> }) {
  const [view, setView] = useState<View>("http");
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex items-center justify-between gap-2">
        <Segmented label="Show as" value={view} onValueChange={setView} options={VIEWS} />
        <CopyButton text={request.curl} label="as cURL" isWide />
      </div>
      {view === "curl" ? <CodeBlock text={request.curl} label="cURL command" className="max-h-120" /> : <Parts request={request} />}
    </div>
  );
}

function Parts({ request }: { request: NonNullable<WebhookPreview["request"]> }) {
  return (
    <>
      <section aria-label="request head" className="min-w-0 rounded-lg border bg-sunken p-3 font-mono text-xs leading-5">
        <p className="mb-1.5 break-all">
          <span className="font-semibold text-accent-ink">{request.method}</span>{" "}
          {request.url === "" ? <span className="text-ink-subtle">no address yet</span> : request.url}
        </p>
        <dl>
          {Object.entries(request.headers).map(([name, value]) => (
            <div key={name} className="flex min-w-0 gap-2">
              <dt className="shrink-0 text-ink-muted">{name.toLowerCase()}:</dt>
              <dd title={value} className="min-w-0 truncate">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {request.body === null ? (
        <p className="text-ink-muted text-xs">{request.method} sends no body: the signature covers the empty body.</p>
      ) : (
        <CodeBlock text={request.body} label="request body" isJson className="max-h-96" />
      )}
    </>
  );
}
