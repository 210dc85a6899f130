"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { linkDestination } from "@/components/ui/link-destination";

/**
 * A page stays until the next one is there, which is sooner than a skeleton could be read. Where it takes longer than the eye
 * forgives, a line at the top says that something is on its way.
 */
export function NavigationProgress() {
  const address = `${usePathname()}?${useSearchParams()}`;
  // Another page, another line.
  return <LeavingLine key={address} />;
}

function LeavingLine() {
  const [isLeaving, setIsLeaving] = useState(false);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (linkDestination(event)) setIsLeaving(true);
    };
    // Before React's own listener: a link's click is taken over there.
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, []);

  if (!isLeaving) return null;
  return (
    <div
      role="progressbar"
      aria-label="Loading the page"
      className="fixed inset-x-0 top-0 z-60 h-0.5 origin-left animate-leaving bg-accent"
    />
  );
}
