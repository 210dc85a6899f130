import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { theme: { text: ["2xs", "field"], shadow: ["raised", "overlay"] } } });

/** Joins class names. Of two that set the same property, the later one stays. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
