"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** Shows a new token, the only time that it can be seen. */
export function TokenOnce({ token, next }: { token: string; next: ReactNode }) {
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-2 rounded-lg border bg-sunken py-2 pr-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{token}</code>
        <CopyButton text={token} label="token" isWide />
      </div>
      <Notice tone="warning">It is shown only now. Store it where it is used: it cannot be read again.</Notice>
      <p className="text-ink-muted text-xs">
        Send it with every request as <code className="font-mono">Authorization: Bearer {token.slice(0, 8)}…</code>
      </p>
      <div className="flex justify-end">{next}</div>
    </div>
  );
}
