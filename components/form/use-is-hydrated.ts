"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Returns true once the page's scripts have taken over what the server drew. Before that, a form would lose what is typed into it, and the
 * browser would send it by itself, with secrets in the address.
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
