import { cn } from "@/components/ui/cn";

/** Holds the place of something that is about to appear. Give it the size of that thing. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded bg-hover", className)} />;
}
