"use client";

import { DataError } from "@/app/(portal)/fetch-json";
import { QueryFault } from "@/app/(portal)/query-fault";
import { Notice } from "@/components/ui/notice";

/** Shows why the form has no new preview. The link to sign in again is shown where the form is saved. */
export function PreviewFault({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (error instanceof DataError && error.isSignedOut) return <Notice>The preview waits until you are signed in again.</Notice>;
  return <QueryFault error={error} onRetry={onRetry} />;
}
