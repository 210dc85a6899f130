"use client";

import { CircleAlert } from "lucide-react";
import { lazy, useId, useState } from "react";
import type { CodeFault } from "@/components/code-editor/code-editor";
import { CodeFrame } from "@/components/code-editor/code-frame";
import type { JsonataEditorProps } from "@/components/jsonata/jsonata-editor";

/** The editor, loaded apart: it is large, and most webhooks have no use for it. */
const LazyEditor = lazy(() => import("@/components/jsonata/jsonata-editor").then(({ JsonataEditor }) => ({ default: JsonataEditor })));

/** Shows a field for a JSONata expression: an editor with colours and completion that marks mistakes where they are. */
export function JsonataField({
  error,
  hint,
  ...props
}: Omit<JsonataEditorProps, "isInvalid" | "describedBy" | "onCheck"> & { error: string | undefined; hint?: string }) {
  const id = useId();
  const [slip, setSlip] = useState<CodeFault | null>(null);
  const fault = slip ? `${slip.message} (${placeOf(slip, props.value)})` : error;
  const describedBy = [fault ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="grid min-w-0 gap-1.5">
      <CodeFrame isInvalid={fault !== undefined} text={props.value || props.placeholder} minLines={props.minLines}>
        <LazyEditor {...props} isInvalid={fault !== undefined} describedBy={describedBy} onCheck={setSlip} />
      </CodeFrame>
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

/** Returns a fault's place as editors count: line and character, both from 1. */
function placeOf({ from }: CodeFault, text: string): string {
  const lines = text.slice(0, from).split("\n");
  return `line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1}`;
}
