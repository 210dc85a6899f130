import { cn } from "@/components/ui/cn";

/** Stands where something is about to be; give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded bg-hover", className)} />;
}
