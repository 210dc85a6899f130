"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/** What a click leads to in this window; null for what does not leave the page. */
function destinationOf(event: MouseEvent): URL | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || link.target === "_blank" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  return url.origin === window.location.origin ? url : null;
}

/**
 * A page stays until the next one is there, which is sooner than a skeleton could be read. Where it takes longer than the eye
 * forgives, a line at the top says that something is on its way.
 */
export function NavigationProgress() {
  const address = `${usePathname()}?${useSearchParams()}`;
  const [isLeaving, setIsLeaving] = useState(false);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const url = destinationOf(event);
      if (url && `${url.pathname}?${url.searchParams}` !== address) setIsLeaving(true);
    };
    // Before React's own listener: a link's click is taken over there.
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      document.removeEventListener("click", onClick, { capture: true });
      setIsLeaving(false);
    };
  }, [address]);

  if (!isLeaving) return null;
  return (
    <div
      role="progressbar"
      aria-label="Loading the page"
      className="fixed inset-x-0 top-0 z-60 h-0.5 origin-left animate-leaving bg-accent"
    />
  );
}
