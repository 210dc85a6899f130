"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { DataError } from "@/app/(portal)/fetch-json";
import { NO_ANSWER } from "@/components/form/call-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Shows why data could not be fetched, and the remedy. Earlier data stays on the page. */
export function QueryFault({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const isSignedOut = error instanceof DataError && error.isSignedOut;
  const message = error instanceof DataError ? error.message : NO_ANSWER.message;
  return (
    <Notice tone="danger">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>{isSignedOut ? "Your session has ended." : message}</span>
        {isSignedOut ? (
          <Button asChild size="sm">
            <a href={`/login?callbackUrl=${encodeURIComponent(`${pathname}?${params}`)}`}>Sign in again</a>
          </Button>
        ) : (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </Notice>
  );
}
