"use client";

import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { explainNoAnswer, hasRequest, noteOf } from "@/components/event-log/describe-outcome";
import { TimingBar } from "@/components/event-log/timing-bar";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { HeaderList } from "@/components/ui/header-list";
import { Notice } from "@/components/ui/notice";
import type { WebhookEvent, WebhookEventAttempt } from "@/domain/delivery/webhook-event";
import { toCurl } from "@/domain/webhook/to-curl";

const tabStyle =
  "-mb-px h-8 border-transparent border-b-2 font-medium text-ink-muted text-xs transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <h4 className="font-medium text-ink-muted text-xs">{title}</h4>
      {children}
    </div>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="rounded-lg border border-dashed px-3 py-2.5 text-ink-muted text-xs">{children}</p>;
}

/** Shows one request as it was sent, and the answer to it. */
export function AttemptView({
  attempt,
  delivery,
  versionHref,
}: {
  attempt: WebhookEventAttempt;
  delivery: WebhookEvent;
  versionHref: ((version: number) => string) | null;
}) {
  const note = noteOf(attempt);
  return (
    <div className="grid min-w-0 gap-4">
      {note && <Notice className="break-words">{note}</Notice>}
      <TimingBar timings={attempt.timings} />
      <Tabs.Root defaultValue="response" className="min-w-0">
        <div className="flex items-center justify-between border-b">
          <Tabs.List className="flex gap-4" aria-label={`Attempt ${attempt.number}`}>
            <Tabs.Trigger value="response" className={tabStyle}>
              Response
            </Tabs.Trigger>
            <Tabs.Trigger value="request" className={tabStyle}>
              Request
            </Tabs.Trigger>
          </Tabs.List>
          <span className="flex min-w-0 items-center gap-3 text-2xs text-ink-subtle">
            {attempt.webhook_version !== undefined && <Version version={attempt.webhook_version} hrefOf={versionHref} />}
            {attempt.remote_address && <span className="truncate font-mono max-sm:hidden">{attempt.remote_address}</span>}
          </span>
        </div>
        <Tabs.Content value="response" className="mt-3 grid min-w-0 gap-3 outline-none">
          <ResponseOf attempt={attempt} delivery={delivery} />
        </Tabs.Content>
        <Tabs.Content value="request" className="mt-3 grid min-w-0 gap-3 outline-none">
          {hasRequest(attempt) ? <RequestOf attempt={attempt} delivery={delivery} /> : <Nothing>{explainNoAnswer(attempt)}</Nothing>}
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

function Version({ version, hrefOf }: { version: number; hrefOf: ((version: number) => string) | null }) {
  const text = `Webhook v${version}`;
  if (!hrefOf) return <span className="whitespace-nowrap">{text}</span>;
  return (
    <a href={hrefOf(version)} className="whitespace-nowrap rounded-sm underline-offset-2 hover:text-ink hover:underline">
      {text}
    </a>
  );
}

/** Says that a body was there once, and why it is not any more. */
function Deleted({ delivery }: { delivery: WebhookEvent }) {
  return <Nothing>The body was deleted after {delivery.body_retention_days} days.</Nothing>;
}

function RequestOf({ attempt, delivery }: { attempt: WebhookEventAttempt; delivery: WebhookEvent }) {
  const { payload } = delivery;
  const curl = toCurl({ method: attempt.http_method, url: attempt.url, headers: attempt.request_headers, body: payload });
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-start justify-end gap-2">
        <p className="min-w-0 flex-1 basis-64 break-all py-1 font-mono text-xs leading-5">
          <span className="font-semibold">{attempt.http_method}</span> {attempt.url}
        </p>
        {!delivery.payload_deleted && <CopyButton text={curl} label="as cURL" isWide />}
      </div>
      <Part title="Headers">
        <HeaderList headers={attempt.request_headers} />
      </Part>
      <Part title="Body">
        {payload && <CodeBlock text={payload} label="request body" isJson className="max-h-96" />}
        {!payload && (delivery.payload_deleted ? <Deleted delivery={delivery} /> : <Nothing>No body was sent.</Nothing>)}
      </Part>
    </>
  );
}

function ResponseOf({ attempt, delivery }: { attempt: WebhookEventAttempt; delivery: WebhookEvent }) {
  if (attempt.status_code === undefined) {
    return <Nothing>{explainNoAnswer(attempt)}</Nothing>;
  }
  return (
    <>
      <p className="text-xs">
        <span className="text-ink-muted">Status</span> <span className="font-mono font-semibold">{attempt.status_code}</span>
      </p>
      <Part title="Headers">
        {attempt.response_headers && Object.keys(attempt.response_headers).length > 0 ? (
          <HeaderList headers={attempt.response_headers} />
        ) : (
          <Nothing>None.</Nothing>
        )}
      </Part>
      <Part title={attempt.response_cut ? "Body (not all of it)" : "Body"}>
        {attempt.response_body && <CodeBlock text={attempt.response_body} label="response body" isJson className="max-h-96" />}
        {!attempt.response_body &&
          (attempt.response_body_deleted ? <Deleted delivery={delivery} /> : <Nothing>The answer had no body.</Nothing>)}
      </Part>
    </>
  );
}
