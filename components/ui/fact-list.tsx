import type { ReactNode } from "react";

export function FactGroup({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">{title}</h2>
      <dl className="divide-y">{children}</dl>
      {action && <div className="border-t px-4 py-3">{action}</div>}
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 items-center gap-x-4 px-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="min-w-0 break-words text-ink-muted sm:self-start sm:py-0.5">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1 break-words">{children}</dd>
    </div>
  );
}

export function Code({ children }: { children: ReactNode }) {
  return <span className="min-w-0 break-all font-mono text-xs">{children}</span>;
}
