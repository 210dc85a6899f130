"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { linkDestination } from "@/components/ui/link-destination";

/**
 * Shows a line at the top while the next page takes longer than the eye forgives. A page stays until the next one is there, which is sooner
 * than a skeleton could be read.
 */
export function NavigationProgress() {
  const address = `${usePathname()}?${useSearchParams()}`;
  // A new key for each page ends the line.
  return <LeavingLine key={address} />;
}

function LeavingLine() {
  const [isLeaving, setIsLeaving] = useState(false);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (linkDestination(event)) setIsLeaving(true);
    };
    // Capturing, to come before React's own listener, which takes over a link's click.
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
