"use client";

import { ChevronRight, X } from "lucide-react";
import { Collapsible } from "radix-ui";
import { useState } from "react";
import { Field } from "@/components/form/field";
import type { AnswerValues, StepValues } from "@/components/inbox/script-form-values";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { controlStyle, Input } from "@/components/ui/input";
import { MAX_DELAY_SECONDS, MAX_TIMES } from "@/domain/inbox/inbox-answer";

/** What is wrong with a field, in words. */
export type FaultAt = (field: "times" | "status" | "delaySeconds" | "headers" | "body") => string | undefined;

const AREA = cn(controlStyle, "min-h-16 px-2.5 py-1.5 font-mono text-xs max-md:text-field");

/** One answer of an inbox. With `times` it is a step of a sequence, that many requests long, and can be removed. */
export function AnswerFields({
  legend,
  values,
  times,
  faultAt,
  onChange,
  onRemove,
}: {
  legend: string;
  values: AnswerValues;
  times?: string;
  faultAt: FaultAt;
  onChange: (change: Partial<StepValues>) => void;
  onRemove?: () => void;
}) {
  const [isOpen, setIsOpen] = useState(values.headers !== "" || values.body !== "");
  const isFaulty = faultAt("headers") !== undefined || faultAt("body") !== undefined;
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="sr-only">{legend}</legend>
      <div className="flex items-center justify-between gap-2">
        <span aria-hidden className="font-medium text-sm">
          {legend}
        </span>
        {onRemove && (
          <Button variant="ghost" size="icon-sm" aria-label={`Remove: ${legend.toLowerCase()}`} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      <div className={cn("grid items-start gap-3", times === undefined ? "grid-cols-2" : "grid-cols-3")}>
        {times !== undefined && (
          <Field label="How many" error={faultAt("times")}>
            {(control) => (
              <Input
                {...control}
                type="number"
                inputMode="numeric"
                min={1}
                max={MAX_TIMES}
                value={times}
                onChange={({ target }) => onChange({ times: target.value })}
              />
            )}
          </Field>
        )}
        <Field label="Status" error={faultAt("status")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={200}
              max={599}
              value={values.status}
              onChange={({ target }) => onChange({ status: target.value })}
            />
          )}
        </Field>
        <Field label="Delay (s)" error={faultAt("delaySeconds")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="decimal"
              min={0}
              max={MAX_DELAY_SECONDS}
              step="any"
              value={values.delaySeconds}
              onChange={({ target }) => onChange({ delaySeconds: target.value })}
            />
          )}
        </Field>
      </div>
      <Collapsible.Root open={isOpen || isFaulty} onOpenChange={setIsOpen}>
        <Collapsible.Trigger className="group -mx-1 flex min-h-7 items-center gap-1 rounded-md px-1 text-ink-muted text-xs hover:text-ink max-md:min-h-9">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-data-[state=open]:rotate-90" />
          Headers and body
        </Collapsible.Trigger>
        <Collapsible.Content className="grid gap-3 pt-2">
          <Field label="Headers" error={faultAt("headers")} hint="A line each: Retry-After: 30">
            {(control) => (
              <textarea
                {...control}
                rows={2}
                spellCheck={false}
                className={AREA}
                value={values.headers}
                onChange={({ target }) => onChange({ headers: target.value })}
              />
            )}
          </Field>
          <Field label="Body" error={faultAt("body")}>
            {(control) => (
              <textarea
                {...control}
                rows={3}
                spellCheck={false}
                className={AREA}
                value={values.body}
                onChange={({ target }) => onChange({ body: target.value })}
              />
            )}
          </Field>
        </Collapsible.Content>
      </Collapsible.Root>
    </fieldset>
  );
}
