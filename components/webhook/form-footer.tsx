"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { FaultyControl } from "@/components/form/use-faulty-controls";

/** What can be done with the form, always in sight, and what keeps it from being saved: each fault by its name, a click away. */
export function FormFooter({ faulty, isDirty, children }: { faulty: readonly FaultyControl[]; isDirty: boolean; children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-canvas py-3 max-lg:-mx-4 max-lg:px-4">
      <div className="flex flex-wrap gap-2">{children}</div>
      <div className="min-w-0 flex-1 basis-56 max-lg:-order-1 max-lg:basis-full" role="status">
        {faulty.length > 0 ? <Faults faulty={faulty} /> : isDirty && <p className="text-ink-muted text-xs max-lg:hidden">Not saved yet</p>}
      </div>
    </div>
  );
}

function Faults({ faulty }: { faulty: readonly FaultyControl[] }) {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-danger-ink text-xs">
      <CircleAlert aria-hidden className="size-3.5 shrink-0" />
      <span>{faulty.length === 1 ? "To be mended:" : `${faulty.length} to be mended:`}</span>
      {faulty.map(({ label, focus }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: two controls may have the same name, and they have no state here
          key={index}
          type="button"
          onClick={focus}
          className="min-h-6 rounded px-0.5 underline decoration-danger-ink/40 underline-offset-2 hover:decoration-danger-ink"
        >
          {label}
        </button>
      ))}
    </p>
  );
}
