"use client";

import { Braces, CircleAlert, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { z } from "zod";
import { JsonPartDialog } from "@/components/automation/json-part-dialog";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

/**
 * Shows a part of an automation: a trigger, a condition or an action. Each can be looked at and changed as JSON. There stand the settings
 * that the form has no field for (`others`).
 */
export function PartCard<Part>({
  name,
  head,
  buttons,
  part,
  schema,
  others,
  faults,
  onChange,
  onRemove,
  children,
}: {
  /** The part's name, such as "Action 2", which its buttons are announced with. */
  name: string;
  head: ReactNode;
  /** Buttons ahead of those that every part has. */
  buttons?: ReactNode;
  part: Part;
  schema: z.ZodType<Part>;
  /** The names of settings that the form has no field for. */
  others: readonly string[];
  /** Faults that belong to no field of the form. */
  faults: readonly string[];
  onChange: (part: Part) => void;
  onRemove: () => void;
  children: ReactNode;
}) {
  const [isJsonOpen, setIsJsonOpen] = useState(false);
  return (
    <fieldset aria-label={name} className="min-w-0 rounded-lg border bg-canvas">
      <div className="flex min-h-11 items-center gap-2 border-b py-1.5 pr-2 pl-4 max-md:pl-3">
        <div className="min-w-0 flex-1">{head}</div>
        <div className="flex shrink-0">
          {buttons}
          <Tooltip text="Advanced (JSON)">
            <Button variant="ghost" size="icon-sm" aria-label={`${name} as JSON`} onClick={() => setIsJsonOpen(true)}>
              <Braces aria-hidden />
            </Button>
          </Tooltip>
          <Tooltip text="Remove">
            <Button variant="ghost" size="icon-sm" aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
              <X aria-hidden />
            </Button>
          </Tooltip>
        </div>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 max-md:p-3">
        {faults.map((fault) => (
          <p key={fault} role="alert" className="flex items-start gap-1.5 break-words text-danger-ink text-xs">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {fault}
          </p>
        ))}
        {children}
        {others.length > 0 && (
          <p className="break-words text-ink-muted text-xs">
            Also set, and kept as it is: <span className="font-mono">{others.join(", ")}</span>.{" "}
            <button
              type="button"
              className="min-h-6 rounded underline decoration-line-strong underline-offset-2 hover:decoration-ink"
              onClick={() => setIsJsonOpen(true)}
            >
              Advanced (JSON)
            </button>
          </p>
        )}
      </div>
      {isJsonOpen && (
        <JsonPartDialog
          title={`${name} as JSON`}
          description="It is taken over into the form, and saved with it."
          value={part}
          schema={schema}
          onDone={(next) => {
            onChange(next);
            setIsJsonOpen(false);
          }}
          onClose={() => setIsJsonOpen(false)}
        />
      )}
    </fieldset>
  );
}
