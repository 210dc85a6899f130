import type { ReactNode } from "react";

/** Shows a page's only heading, with the page's actions at its end. */
export function PageHeader({ title, description, actions }: { title: ReactNode; description?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-full">
        <h1 className="break-words font-semibold text-xl tracking-tight">{title}</h1>
        {description && <div className="mt-0.5 max-w-2xl text-ink-muted">{description}</div>}
      </div>
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  );
}
