"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

const THEMES = { light: "light", dark: "dark" } as const;

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={THEMES[resolvedTheme === "dark" ? "dark" : "light"]}
      position="bottom-right"
      toastOptions={{
        className: "!rounded-lg !border-line !bg-raised !font-sans !text-ink !text-sm !shadow-overlay",
        classNames: { description: "!text-ink-muted" },
      }}
    />
  );
}
