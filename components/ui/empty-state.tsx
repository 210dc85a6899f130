import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Shows, in place of a list, why it is empty, and the next step. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 flex size-10 items-center justify-center rounded-xl border bg-sunken text-ink-subtle">
        <Icon className="size-5" aria-hidden />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      <div className="mt-1 max-w-md text-balance text-ink-muted">{children}</div>
      {action && <div className="mt-5 flex w-full flex-col items-center">{action}</div>}
    </div>
  );
}
