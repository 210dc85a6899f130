"use client";

import { Eye, EyeOff, RotateCw } from "lucide-react";
import { GuardedButton } from "@/components/permission/guarded-button";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";

export interface ShownSecret {
  id: string;
  createdAt: string;
  /** The time until which a replaced secret still signs; null for the current one. */
  validUntil: string | null;
}

/** Shows a webhook's signing secret, hidden until it is asked for, and the replaced secrets. */
export function SigningSecretPanel({
  secrets,
  revealed,
  isPending,
  onReveal,
  onHide,
  onRotate,
}: {
  secrets: readonly ShownSecret[];
  /** The secret in the open; null while it is hidden. */
  revealed: string | null;
  isPending: boolean;
  onReveal: () => void;
  onHide: () => void;
  onRotate: () => void;
}) {
  const current = secrets.find(({ validUntil }) => validUntil === null);
  const replaced = secrets.flatMap(({ id, validUntil }) => (validUntil === null ? [] : [{ id, validUntil }]));
  return (
    <section aria-label="Signing secret" className="overflow-hidden rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">Signing secret</h2>
      <div className="grid gap-3 p-4">
        <p className="text-ink-muted text-xs">
          Each request carries a <code className="font-mono">v1</code> signature made with it, an HMAC-SHA256. Only you and Postern have it.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 flex-1 basis-72 break-all rounded-md border bg-sunken px-3 py-2 font-mono text-xs">
            {revealed ?? (
              <>
                <span className="sr-only">Hidden</span>
                <span aria-hidden>whsec_{"•".repeat(28)}</span>
              </>
            )}
          </code>
          {revealed !== null && (
            <CopyButton text={revealed} label="secret" isWide className="h-8 px-3 text-sm max-md:h-10 max-md:px-4 [&_svg]:size-4" />
          )}
          <GuardedButton scope="write" isPending={isPending} onClick={revealed === null ? onReveal : onHide}>
            {!isPending && (revealed === null ? <Eye aria-hidden /> : <EyeOff aria-hidden />)}
            {revealed === null ? "Reveal" : "Hide"}
          </GuardedButton>
          <GuardedButton scope="write" onClick={onRotate}>
            <RotateCw aria-hidden />
            Rotate
          </GuardedButton>
        </div>
        {current && (
          <p className="text-ink-subtle text-xs">
            Created <RelativeTime iso={current.createdAt} />.
          </p>
        )}
      </div>
      {replaced.length > 0 && (
        <ul aria-label="Replaced secrets" className="divide-y border-t">
          {replaced.map(({ id, validUntil }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2.5 text-xs">
              <span className="text-ink-muted">A replaced secret signs as well</span>
              <span className="text-ink-subtle">
                ends <RelativeTime iso={validUntil} isAhead className="tabular-nums" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
