"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { linkDestination } from "@/components/ui/link-destination";

/**
 * Asks before a link, a reload or the closing of the tab takes away what was typed and not saved. `onLeave` is called when the reader gives
 * it up.
 */
export function UnsavedChangesGuard({ isUnsaved, onLeave }: { isUnsaved: boolean; onLeave?: () => void }) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!isUnsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const url = linkDestination(event);
      if (!url) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(`${url.pathname}${url.search}${url.hash}`);
    };
    window.addEventListener("beforeunload", onUnload);
    // Capturing, to come before all that a click on a link starts: the link itself, and the line that says that a page is on its way.
    window.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      window.removeEventListener("click", onClick, { capture: true });
    };
  }, [isUnsaved]);
  return (
    <ConfirmDialog
      about={target}
      onClose={() => setTarget(null)}
      title={() => "Leave without saving?"}
      description={() => "What you typed here is not saved, and goes."}
      confirmLabel="Leave"
      action={async () => ({ ok: true, data: null })}
      onDone={(address) => {
        onLeave?.();
        router.push(address as Route);
      }}
    />
  );
}
