import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const LOOK = {
  info: { icon: Info, style: "border-line bg-sunken text-ink-muted [&>svg]:text-ink-subtle" },
  warning: { icon: TriangleAlert, style: "border-transparent bg-warning-soft [&>svg]:text-warning-ink" },
  danger: { icon: CircleAlert, style: "border-transparent bg-danger-soft [&>svg]:text-danger-ink" },
} as const;

/** Shows a remark in the page. A danger is announced at once. */
export function Notice({ tone = "info", children, className }: { tone?: keyof typeof LOOK; children: ReactNode; className?: string }) {
  const { icon: Icon, style } = LOOK[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : undefined}
      className={cn("flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0", style, className)}
    >
      <Icon aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
