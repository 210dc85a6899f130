"use client";

// biome-ignore lint/style/noRestrictedImports: the one place that wraps it.
import NextLink, { type LinkProps } from "next/link";
import { useState } from "react";

/**
 * Shows a link within the portal, which looks as its class says. Its page is fetched ahead once the pointer or the focus is on it.
 * Next itself fetches all that are in sight, which were 22 requests for every page that somebody opened.
 */
export function Link<Address>(props: LinkProps<Address>) {
  const [isNear, setNear] = useState(false);
  const comeNear = () => setNear(true);
  return <NextLink {...props} prefetch={isNear && props.prefetch !== false ? null : false} onPointerEnter={comeNear} onFocus={comeNear} />;
}
