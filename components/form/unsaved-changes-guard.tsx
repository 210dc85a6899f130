"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/**
 * Asks before a link, a reload or the closing of the tab takes away what was typed and not saved. `onLeave`: what was typed is given up.
 */
export function UnsavedChangesGuard({ isDirty, onLeave }: { isDirty: boolean; onLeave: () => void }) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the link's own handler, which would navigate at once.
    const onClick = (event: MouseEvent) => {
      const next = placeOf(event);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(next);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [isDirty]);
  return (
    <ConfirmDialog
      isOpen={target !== null}
      onOpenChange={() => setTarget(null)}
      title="Leave without saving?"
      description="What you typed here is not saved, and goes."
      confirmLabel="Leave"
      onConfirm={async () => {
        onLeave();
        router.push(target as Route);
        return true;
      }}
    />
  );
}

/** Where a click would take this tab within the portal; null where it does not. */
function placeOf(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || (link.target !== "" && link.target !== "_self") || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const isHere = pathname === window.location.pathname && search === window.location.search;
  return origin === window.location.origin && !isHere ? `${pathname}${search}${hash}` : null;
}
