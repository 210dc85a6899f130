"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";

/**
 * Makes a whole row of a table a link. With `onOpen`, a plain click opens the row beside the list; a click that asks for a new tab still
 * follows `href`.
 */
export function RowLink({
  href,
  onOpen,
  className,
  children,
}: {
  href: string;
  onOpen?: () => void;
  className?: string;
  children: ReactNode;
}) {
  const opening = onOpen && {
    prefetch: false,
    onNavigate: (navigation: { preventDefault: () => void }) => {
      navigation.preventDefault();
      onOpen();
    },
  };
  return (
    <Link
      href={href as Route}
      className={cn(
        "block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2",
        className,
      )}
      {...opening}
    >
      {children}
    </Link>
  );
}
