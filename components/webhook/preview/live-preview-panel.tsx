"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { PreviewEventPicker } from "@/components/webhook/preview/preview-event-picker";
import { PreviewStep } from "@/components/webhook/preview/preview-step";
import { PreviewedRequest } from "@/components/webhook/preview/previewed-request";
import { TransformOutcome } from "@/components/webhook/preview/transform-outcome";
import type { LivePreview } from "@/components/webhook/preview/use-live-preview";
import { VerdictBadge } from "@/components/webhook/preview/verdict-badge";
import type { WebhookPreview } from "@/domain/preview/webhook-preview";

/**
 * Shows step by step what the webhook makes of an event, down to the request as it would be sent. `fault` says why there is nothing new to
 * show.
 */
export function LivePreviewPanel({
  live,
  type,
  signatureHeader,
  fault,
}: {
  live: LivePreview;
  type: EventTypeOption | null;
  /** The header's name as typed. */
  signatureHeader: string;
  fault: ReactNode;
}) {
  if (!type) {
    return (
      <p className="rounded-lg border border-dashed p-4 text-ink-muted text-xs">
        Choose an event to see what your endpoint will receive: whether the event is sent, what it carries, and the signed request.
      </p>
    );
  }
  const { preview, isStale } = live;
  return (
    <div className="grid min-w-0 gap-4">
      <PreviewEventPicker live={live} type={type} />
      {fault}
      {live.refusals.length > 0 && <Refused messages={live.refusals} />}
      <LeftOutNote live={live} />
      {preview ? (
        <div
          aria-busy={isStale}
          className={cn("grid min-w-0 transition-[filter] duration-150", (live.error || live.refusals.length > 0) && "grayscale")}
        >
          <Steps preview={preview} isFilterComplete={!live.leftOut.includes("filter")} signatureHeader={signatureHeader.trim()} />
        </div>
      ) : (
        !live.error && !live.ownFault && live.refusals.length === 0 && <Waiting />
      )}
    </div>
  );
}

function Steps({
  preview,
  isFilterComplete,
  signatureHeader,
}: {
  preview: WebhookPreview;
  isFilterComplete: boolean;
  signatureHeader: string;
}) {
  const { filter, transform, request, payload } = preview;
  const problems = preview.problems.filter(({ message }) => message !== transform.message && message !== filter.reason);
  return (
    <ol className="grid min-w-0">
      <PreviewStep title="Filter" aside={<VerdictBadge verdict={isFilterComplete ? filter.verdict : null} />}>
        <p className="break-words text-ink-muted text-xs" aria-live="polite">
          {isFilterComplete ? `${filter.reason}.` : "The filter is not complete yet: without it, every event is sent."}
        </p>
        <Warnings preview={preview} step="filter" />
      </PreviewStep>
      <PreviewStep title="Payload" aside={<Size text={payload} />} isOpenAtFirst={false}>
        <CodeBlock text={payload} label="payload" isJson className="max-h-80" />
      </PreviewStep>
      <PreviewStep title="Transform" aside={<TransformBadge status={transform.status} />}>
        <TransformOutcome transform={transform} />
        <Warnings preview={preview} step="transform" />
      </PreviewStep>
      <PreviewStep title="Request" aside={request?.body ? <Size text={request.body} /> : null} isLast>
        <div className="grid min-w-0 gap-2">
          {problems.map(({ code, message }) => (
            <Notice key={`${code} ${message}`} tone="warning">
              <span className="break-words text-xs">{message}</span>
            </Notice>
          ))}
          {request ? (
            <PreviewedRequest request={request} />
          ) : (
            <p className="text-ink-muted text-xs">There is none: nothing would be sent.</p>
          )}
          {request && !hasOwnSignature(request.signature) && (
            <p className="text-ink-muted text-xs">
              Signed with the installation's key alone. Once the webhook is created, its own secret adds a v1 signature
              {signatureHeader === "" ? "" : `, and ${signatureHeader}`}.
            </p>
          )}
        </div>
      </PreviewStep>
    </ol>
  );
}

/** Shows the warnings about what is sent from this step on, but not as one may think. */
function Warnings({ preview, step }: { preview: WebhookPreview; step: WebhookPreview["warnings"][number]["step"] }) {
  return preview.warnings
    .filter((warning) => warning.step === step)
    .map(({ path, message }) => (
      <Notice key={path} tone="warning" className="mt-2">
        <span className="break-words text-xs">{message}</span>
      </Notice>
    ));
}

/** Checks whether the webhook's own secret has signed, as v1 (contract.md "Signature"). A webhook that is not saved has no secret. */
function hasOwnSignature(signature: string): boolean {
  return signature.split(" ").some((part) => part.startsWith("v1,"));
}

const TRANSFORM_BADGE: Record<
  WebhookPreview["transform"]["status"],
  { tone: "neutral" | "success" | "warning" | "danger"; words: string }
> = {
  none: { tone: "neutral", words: "None" },
  applied: { tone: "success", words: "Applied" },
  nothing: { tone: "warning", words: "Gives nothing" },
  failed: { tone: "danger", words: "Fails" },
};

function TransformBadge({ status }: { status: WebhookPreview["transform"]["status"] }) {
  const { tone, words } = TRANSFORM_BADGE[status];
  return <Badge tone={tone}>{words}</Badge>;
}

function Size({ text }: { text: string }) {
  const bytes = new TextEncoder().encode(text).length;
  const words =
    bytes < 1_000 ? `${bytes} B` : bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  return <span className="text-2xs text-ink-subtle tabular-nums">{words}</span>;
}

function LeftOutNote({ live }: { live: LivePreview }) {
  if (live.leftOut.length === 0) return null;
  const parts = live.leftOut.length === 1 ? live.leftOut[0] : `${live.leftOut.slice(0, -1).join(", ")} and ${live.leftOut.at(-1)}`;
  return <p className="text-ink-subtle text-xs">Not complete yet, and so left out here: {parts}.</p>;
}

/** Shows what is wrong in the form; the form shows it too once it is saved. */
function Refused({ messages }: { messages: readonly string[] }) {
  return (
    <Notice>
      <p className="font-medium">The preview waits until this is mended.</p>
      {messages.map((message) => (
        <p key={message} className="break-words">
          {message}
        </p>
      ))}
    </Notice>
  );
}

function Waiting() {
  return (
    <div className="grid gap-3" aria-hidden>
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
