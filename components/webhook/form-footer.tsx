"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { FaultyControl } from "@/components/form/use-faulty-controls";
import { cn } from "@/components/ui/cn";

/**
 * Shows the form's buttons, always in sight, and what keeps the form from being saved: each fault by its name, a click away, and `refusal`,
 * the reason why the whole form was not saved. Where there is room it stands beneath the preview, so that it covers no field.
 */
export function FormFooter({
  faulty,
  refusal,
  isUnsaved,
  children,
}: {
  faulty: readonly FaultyControl[];
  refusal: ReactNode;
  isUnsaved: boolean;
  children: ReactNode;
}) {
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 self-end border-t bg-canvas py-3 max-lg:-mx-4 max-lg:px-4 lg:col-start-2 lg:row-start-1 lg:min-h-16">
      {refusal && <div className="-order-1 min-w-0 basis-full">{refusal}</div>}
      <div className="flex flex-wrap gap-2">{children}</div>
      <div className={cn("min-w-0", faulty.length > 0 ? "-order-1 basis-full" : "flex-1 max-lg:hidden")} role="status">
        {faulty.length > 0 ? <Faults faulty={faulty} /> : isUnsaved && <p className="text-ink-muted text-xs">Not saved yet</p>}
      </div>
    </div>
  );
}

function Faults({ faulty }: { faulty: readonly FaultyControl[] }) {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-danger-ink text-xs">
      <CircleAlert aria-hidden className="size-3.5 shrink-0" />
      <span>{faulty.length === 1 ? "1 field needs attention:" : `${faulty.length} fields need attention:`}</span>
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
