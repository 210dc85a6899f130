import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** Shows a page outside the portal, on the way into it. */
export function EntryPage({ title, description, children }: { title: string; description: ReactNode; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-sidebar px-4 py-12">
      <div className="w-full max-w-88">
        <div className="mb-8 flex flex-col items-center text-center">
          <Logo className="size-10" />
          <h1 className="mt-5 text-balance break-words font-semibold text-xl tracking-tight">{title}</h1>
          <div className="mt-1 text-balance text-ink-muted">{description}</div>
        </div>
        {children}
      </div>
    </main>
  );
}
