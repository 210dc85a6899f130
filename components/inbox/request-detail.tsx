import type { ReactNode } from "react";
import { describeBodySize } from "@/components/inbox/describe-body-size";
import { SignatureBadge } from "@/components/inbox/signature-badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { HeaderList } from "@/components/ui/header-list";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { InboxRequest } from "@/domain/inbox/inbox-request";
import { toCurl } from "@/domain/webhook/to-curl";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-muted leading-7">{name}</dt>
      <dd className="flex min-h-7 min-w-0 items-center gap-1">{children}</dd>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {children}
    </section>
  );
}

/**
 * Shows all that is kept of one request. `url` is the inbox's own address. The links lead to the webhook and the delivery that the request
 * came from.
 */
export function RequestDetail({
  request,
  url,
  webhookLink,
  deliveryLink,
}: {
  request: InboxRequest;
  url: string;
  webhookLink: ReactNode;
  deliveryLink: ReactNode;
}) {
  const { answered, body, bodyEncoding, headers, method, query } = request;
  const isText = bodyEncoding === "utf8";
  const { cookie: _, ...resent } = headers;
  const curl = toCurl({ method, url: `${url}${query}`, headers: resent, body: isText && body !== "" ? body : undefined });
  return (
    <div className="grid min-w-0 gap-6 p-5 max-md:p-4">
      <div className="grid gap-3">
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 break-all font-semibold text-lg">
            {method} <span className="font-mono font-normal text-base text-ink-muted">{query}</span>
          </h2>
          <SignatureBadge verdict={request.signature} className="mt-1" />
        </div>
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 text-sm">
          <Fact name="Received">
            <RelativeTime iso={request.receivedAt} />
          </Fact>
          <Fact name="Webhook">{webhookLink}</Fact>
          <Fact name="Delivery">{deliveryLink}</Fact>
          <Fact name="Answered">
            <span className="tabular-nums">
              {answered.status}
              {answered.delaySeconds > 0 ? ` after ${answered.delaySeconds} s` : ", at once"}
            </span>
          </Fact>
        </dl>
        <CopyButton text={curl} label="as cURL" isWide className="justify-self-start" />
      </div>
      <Notice tone={request.signature === "invalid" ? "danger" : request.signature === "unchecked" ? "warning" : "info"}>
        {request.signatureNote}
      </Notice>
      <Part title="Headers">
        <HeaderList headers={headers} />
      </Part>
      <Part title={`Body, ${describeBodySize(request)}`}>
        {request.isBodyCut && <Notice tone="warning">It was longer than the 256 KiB that are kept: this is how it began.</Notice>}
        {!isText && <p className="text-ink-muted text-xs">These bytes are no text: they are shown in base64.</p>}
        {body === "" ? (
          <p className="rounded-lg border border-dashed px-3 py-2.5 text-ink-muted text-xs">The request had no body.</p>
        ) : (
          <CodeBlock text={body} label="request body" isJson={isText} className="max-h-128" />
        )}
      </Part>
    </div>
  );
}

export function RequestDetailSkeleton() {
  return (
    <div className="grid gap-6 p-5" aria-busy="true">
      <span className="sr-only">Loading the request</span>
      <div className="grid gap-4">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-4 w-72 max-w-full" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <Skeleton className="h-48 w-full rounded-lg" />
    </div>
  );
}
