"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** Shows an invitation's link, the only time that it can be seen. */
export function InvitationOnce({ email, link, next }: { email: string; link: string; next: ReactNode }) {
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-2 rounded-lg border bg-sunken py-2 pr-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{link}</code>
        <CopyButton text={link} label="link" isWide />
      </div>
      <Notice tone="warning">It is shown only now, and nothing is sent by itself: hand it to {email}. It works once, for 7 days.</Notice>
      <div className="flex justify-end">{next}</div>
    </div>
  );
}
