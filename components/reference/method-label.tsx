import { cn } from "@/components/ui/cn";

const COLOUR: Record<string, string> = {
  GET: "text-success-ink",
  POST: "text-accent-ink",
  PUT: "text-warning-ink",
  DELETE: "text-danger-ink",
};

/** Shows an HTTP method in its colour. */
export function MethodLabel({ method, className }: { method: string; className?: string }) {
  return <span className={cn("shrink-0 font-medium font-mono text-2xs", COLOUR[method] ?? "text-ink-muted", className)}>{method}</span>;
}
