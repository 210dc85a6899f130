"use client";

import { CircleAlert, Plus } from "lucide-react";
import { useState } from "react";
import { Controller, useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { ConditionRow } from "@/components/webhook/filter/condition-row";
import { type ConditionFormValues, type FilterMode, NEW_CONDITION } from "@/components/webhook/filter/filter-form-values";
import { describeFormFilter, OPERATOR_LABEL } from "@/components/webhook/filter/filter-words";
import { ValueFilterFields } from "@/components/webhook/filter/value-filter-fields";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import type { EventField } from "@/domain/event/event-fields";
import { LOGICAL_OPERATORS } from "@/domain/filter/filter-condition";
import { MAX_CONDITIONS } from "@/domain/webhook/filter-conditions";

const MODES: readonly { value: FilterMode; label: string }[] = [
  { value: "all", label: "Every event" },
  { value: "simple", label: "By one field" },
  { value: "advanced", label: "By conditions" },
];

interface FilterFieldsProps {
  form: WebhookFormControl;
  /** The fields that events of the chosen type have. */
  fields: readonly EventField[];
}

/** Shows the fields that say which events are sent, by one field's value or by conditions. The filter is shown as a sentence as well. */
export function FilterFields({ form, fields }: FilterFieldsProps) {
  const { control, watch, formState } = form;
  const filter = watch("filter");
  const fault = formState.errors.filter?.mode?.message;
  return (
    <div className="grid gap-4">
      <Controller
        control={control}
        name="filter.mode"
        render={({ field }) => (
          <Segmented
            label="Filter"
            isInvalid={fault !== undefined}
            className="w-fit max-w-full"
            value={field.value}
            onValueChange={(mode) => {
              field.onChange(mode);
              if (mode === "advanced" && filter.conditions.length === 0) form.setValue("filter.conditions", [NEW_CONDITION]);
              form.clearErrors("filter");
            }}
            options={MODES}
          />
        )}
      />
      {fault && (
        <p className="flex items-start gap-1.5 text-danger-ink text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {fault}
        </p>
      )}
      {filter.mode === "simple" && <ValueFilterFields form={form} fields={fields} />}
      {filter.mode === "advanced" && (
        <>
          {filter.isValueFilterAlsoMeant && (
            <div className="grid gap-3 rounded-lg border p-3">
              <ValueFilterFields form={form} fields={fields} />
              <Button size="sm" className="justify-self-start" onClick={() => form.setValue("filter.isValueFilterAlsoMeant", false)}>
                Leave this one out
              </Button>
            </div>
          )}
          <Conditions form={form} fields={fields} />
        </>
      )}
      <p className="rounded-md bg-accent-soft px-3 py-2 text-accent-ink text-sm" aria-live="polite">
        <span className="break-words font-medium">{describeFormFilter(filter)}</span>
      </p>
    </div>
  );
}

function Conditions({ form, fields: known }: FilterFieldsProps) {
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "filter.conditions" });
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const [added, setAdded] = useState<number | null>(null);
  const add = (condition: ConditionFormValues) => {
    form.clearErrors("filter.mode");
    setAdded(fields.length);
    append(condition, { shouldFocus: condition.kind === "field", focusName: `filter.conditions.${fields.length}.field` });
  };
  const isFull = fields.length >= MAX_CONDITIONS;
  return (
    <div className="grid gap-3">
      {fields.length > 1 && (
        <Controller
          control={control}
          name="filter.logicalOperator"
          render={({ field }) => (
            <Segmented
              label="Conditions"
              className="w-fit"
              value={field.value}
              onValueChange={field.onChange}
              options={LOGICAL_OPERATORS.map((value) => ({ value, label: OPERATOR_LABEL[value] }))}
            />
          )}
        />
      )}
      <ul ref={listRef} aria-label="Conditions" className="grid gap-2">
        {fields.map((row, index) => (
          <li key={row.id}>
            <ConditionRow
              form={form}
              index={index}
              fields={known}
              isNew={index === added}
              onRemove={() => {
                remove(index);
                focusAfterRemoval(index);
              }}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button ref={addRef} size="sm" disabled={isFull} onClick={() => add(NEW_CONDITION)}>
          <Plus aria-hidden />
          Add condition
        </Button>
        <Button size="sm" disabled={isFull} onClick={() => add({ ...NEW_CONDITION, kind: "expression" })}>
          <Plus aria-hidden />
          Add JSONata condition
        </Button>
      </div>
      {isFull && (
        <p className="text-ink-muted text-xs">There can be {MAX_CONDITIONS} conditions. A JSONata condition can say more than one thing.</p>
      )}
    </div>
  );
}
