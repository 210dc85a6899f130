import type { ReactNode } from "react";
import type { ActionError } from "@/components/form/action-result";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/**
 * Why a form was not saved, and the way on, with what was typed still there. Where the session has ended that is a login in another
 * tab; `onConflict` is the way on where somebody else has changed the same thing meanwhile.
 */
export function FormFault({ error, onConflict }: { error: ActionError; onConflict?: ReactNode }) {
  const isSignedOut = error.code === "unauthenticated";
  return (
    <Notice tone="danger">
      <div className="grid justify-items-start gap-2.5">
        <p className="min-w-0 break-words">
          {error.message}
          {isSignedOut && " What you typed is still here: sign in in another tab, then save again."}
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
