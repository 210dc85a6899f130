"use client";

import { useRef } from "react";

/** Returns the element that has the focus. In a menu, which closes now, it is the button that opened the menu. */
function focusedElement(): HTMLElement | null {
  const focused = document.activeElement;
  const opener = focused?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  const element = opener ? document.getElementById(opener) : focused;
  return element instanceof HTMLElement ? element : null;
}

/**
 * Gives the focus back to the element that had it before a dialog opened (WCAG 2.4.3). Radix does so for a dialog that its own trigger
 * opens; ours are opened by state. Both handlers belong to the dialog's content.
 */
export function useReturnFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = focusedElement();
    },
    onCloseAutoFocus: (event: Event) => {
      if (!before.current?.isConnected || before.current === document.body) return;
      event.preventDefault();
      before.current.focus({ preventScroll: true });
    },
  };
}
