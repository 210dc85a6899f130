import type { ReactNode } from "react";
import type { ActionError } from "@/components/form/action-result";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

const KEPT = "What you typed is still here";

/**
 * Shows why a form was not saved, and the way on. After the session has ended, that is a login in another tab. `onConflict` is the way on
 * where somebody else has changed the same thing meanwhile. `isTyped` is true when something was typed that could be lost.
 */
export function FormFault({ error, onConflict, isTyped = true }: { error: ActionError; onConflict?: ReactNode; isTyped?: boolean }) {
  const isSignedOut = error.code === "unauthenticated";
  return (
    <Notice tone="danger">
      <div className="grid justify-items-start gap-2.5">
        <p className="min-w-0 break-words">
          {error.message}
          {isSignedOut && (isTyped ? ` ${KEPT}: sign in in another tab, then save again.` : " Sign in in another tab, then try again.")}
          {error.code === "unavailable" && isTyped && ` ${KEPT}.`}
        </p>
        {isSignedOut && (
          <Button asChild size="sm">
            <a href="/login" target="_blank" rel="noreferrer">
              Sign in in another tab
            </a>
          </Button>
        )}
        {error.code === "conflict" && onConflict}
      </div>
    </Notice>
  );
}
