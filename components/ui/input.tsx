import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const controlStyle =
  "w-full rounded-md border border-line-strong bg-canvas text-ink shadow-[0_1px_2px_rgb(0_0_0/0.03)] transition-[border-color,box-shadow] duration-100 hover:border-ink-subtle focus-visible:border-accent focus-visible:outline-none focus-visible:ring-3 focus-visible:ring-accent/20 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger-solid aria-invalid:focus-visible:ring-danger-solid/20";

/** Shows a one-line field. On a phone its text is 16 px high, or the browser would zoom in on focus. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlStyle, "h-8 px-2.5 text-sm max-md:h-10 max-md:text-field", className)} {...props} />;
}
