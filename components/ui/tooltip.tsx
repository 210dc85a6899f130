"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

/** Names what an icon does. The trigger must also carry the name itself (aria-label), because a tooltip is no label on a touch screen. */
export function Tooltip({ text, children, side = "top" }: { text: ReactNode; children: ReactElement; side?: "top" | "bottom" | "right" }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="fade-in-0 zoom-in-97 z-60 max-w-72 animate-in rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-overlay duration-100"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;
