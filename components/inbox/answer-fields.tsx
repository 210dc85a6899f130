"use client";

import { ChevronRight, X } from "lucide-react";
import { Collapsible } from "radix-ui";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/form/field";
import { firstMessage } from "@/components/form/first-message";
import type { AnswerValues, ScriptValues, scriptForm } from "@/components/inbox/script-form-values";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { controlStyle, Input } from "@/components/ui/input";
import { MAX_DELAY_SECONDS, MAX_TIMES } from "@/domain/inbox/inbox-answer";

const AREA = cn(controlStyle, "min-h-16 px-2.5 py-1.5 font-mono text-xs max-md:text-field");

/** The place of an answer in the form. */
export type AnswerPlace = "answer" | `sequence.${number}`;

/** Shows the fields of one answer of an inbox. A step of a sequence also says how many requests it is for, and can be removed. */
export function AnswerFields({
  form,
  place,
  legend,
  onRemove,
}: {
  form: UseFormReturn<ScriptValues, unknown, z.output<typeof scriptForm>>;
  place: AnswerPlace;
  legend: string;
  onRemove?: () => void;
}) {
  const { register, formState } = form;
  const [isOpen, setIsOpen] = useState(() => {
    const { headers, body } = form.getValues(place);
    return headers !== "" || body !== "";
  });
  const faultAt = (field: keyof AnswerValues) => firstMessage(form.getFieldState(`${place}.${field}`, formState).error);
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
      <div className={cn("grid items-start gap-3", place === "answer" ? "grid-cols-2" : "grid-cols-3")}>
        {place !== "answer" && (
          <Field label="How many" error={firstMessage(form.getFieldState(`${place}.times`, formState).error)}>
            {(control) => <Input type="number" inputMode="numeric" min={1} max={MAX_TIMES} {...control} {...register(`${place}.times`)} />}
          </Field>
        )}
        <Field label="Status" error={faultAt("status")}>
          {(control) => <Input type="number" inputMode="numeric" min={200} max={599} {...control} {...register(`${place}.status`)} />}
        </Field>
        <Field label="Delay (s)" error={faultAt("delaySeconds")}>
          {(control) => (
            <Input
              type="number"
              inputMode="decimal"
              min={0}
              max={MAX_DELAY_SECONDS}
              step="any"
              {...control}
              {...register(`${place}.delaySeconds`)}
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
            {(control) => <textarea rows={2} spellCheck={false} className={AREA} {...control} {...register(`${place}.headers`)} />}
          </Field>
          <Field label="Body" error={faultAt("body")}>
            {(control) => <textarea rows={3} spellCheck={false} className={AREA} {...control} {...register(`${place}.body`)} />}
          </Field>
        </Collapsible.Content>
      </Collapsible.Root>
    </fieldset>
  );
}
