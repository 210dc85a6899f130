"use client";

import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { VERIFY_IN_NODE } from "@/components/signing/verify-snippets";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** Shows, in the form's place once the webhook exists, its signing secret and the purpose of that. */
export function WebhookCreated({ secret, next }: { secret: string; next: ReactNode }) {
  return (
    <section aria-label="Signing secret" className="mx-auto grid w-full max-w-xl gap-6 pt-4">
      <div className="grid gap-1.5">
        <span className="mb-3 flex size-10 items-center justify-center rounded-xl bg-success-soft text-success-ink">
          <KeyRound className="size-5" aria-hidden />
        </span>
        <h1 className="font-semibold text-xl tracking-tight">Webhook created</h1>
        <p className="text-ink-muted">
          Store its signing secret where your endpoint runs. With it the endpoint checks that a request is ours.
        </p>
      </div>
      <div className="grid gap-2">
        <h2 className="font-medium text-sm">Signing secret</h2>
        <div className="flex items-center gap-2 rounded-lg border bg-sunken py-2 pr-2 pl-3">
          <code className="min-w-0 flex-1 break-all font-mono text-xs">{secret}</code>
          <CopyButton text={secret} label="secret" isWide />
        </div>
        <Notice>
          Keep it to yourself: whoever has it can sign requests as Postern does. You find it again on the webhook’s Signing tab.
        </Notice>
      </div>
      <div className="grid gap-2">
        <h2 className="font-medium text-sm">Verify a request in Node</h2>
        <CodeBlock text={VERIFY_IN_NODE} label="verify snippet" />
      </div>
      <div>{next}</div>
    </section>
  );
}
