"use client";

import { CircleAlert } from "lucide-react";
import { lazy, Suspense, useId, useState } from "react";
import type { JsonataFault } from "@/components/jsonata/check-jsonata";
import type { JsonataEditorProps } from "@/components/jsonata/jsonata-editor";
import { cn } from "@/components/ui/cn";

/** The editor is large, and most webhooks have no use for it. */
const LazyEditor = lazy(() => import("@/components/jsonata/jsonata-editor").then(({ JsonataEditor }) => ({ default: JsonataEditor })));

/** A JSONata expression: an editor with colours, completion and slips marked where they are. */
export function JsonataField({
  error,
  hint,
  ...props
}: Omit<JsonataEditorProps, "isInvalid" | "describedBy" | "onCheck"> & { error: string | undefined; hint?: string }) {
  const id = useId();
  const [slip, setSlip] = useState<JsonataFault | null>(null);
  const fault = slip ? `${slip.message} (${placeOf(slip, props.value)})` : error;
  const describedBy = [fault ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="grid min-w-0 gap-1.5">
      <div
        className={cn(
          "min-w-0 rounded-md border bg-canvas shadow-[0_1px_2px_rgb(0_0_0/0.03)] transition-[border-color,box-shadow] duration-100 focus-within:ring-3",
          fault
            ? "border-danger-solid focus-within:ring-danger-solid/20"
            : "border-line-strong focus-within:border-accent focus-within:ring-accent/20 hover:border-ink-subtle",
        )}
      >
        <Suspense
          fallback={
            <div
              aria-hidden
              className="px-2.5 py-2 font-mono text-ink-subtle text-xs leading-5"
              style={{ minHeight: `${props.minLines * 1.25 + 1}rem` }}
            >
              {props.value.split("\n")[0] || props.placeholder}
            </div>
          }
        >
          <LazyEditor {...props} isInvalid={fault !== undefined} describedBy={describedBy} onCheck={setSlip} />
        </Suspense>
      </div>
      {fault && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-danger-ink text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{fault}</span>
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Where it is, as editors count. */
function placeOf({ from }: JsonataFault, text: string): string {
  const lines = text.slice(0, from).split("\n");
  return `line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1}`;
}
