"use client";

import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Shows that a page could not be loaded. The log has the cause under the digest. */
export default function PortalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="px-4 pt-16">
      <EmptyState
        icon={CloudOff}
        title="This page could not be loaded"
        action={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        Something went wrong on our side. If it stays like this, the operator finds the cause in the log
        {error.digest ? (
          <>
            {" "}
            under <span className="font-mono text-xs">{error.digest}</span>.
          </>
        ) : (
          "."
        )}
      </EmptyState>
    </div>
  );
}
