"use client";

import { X } from "lucide-react";
import { type AttributeChoice, toScalars } from "@/components/automation/automation-choices";
import { errorAt } from "@/components/automation/part-errors";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { RowField } from "@/components/webhook/row-field";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { TriggerCondition } from "@/domain/automation/trigger-condition";

const COMPARISONS = [
  { value: "equals", label: "is" },
  { value: "any_of", label: "is any of" },
  { value: "not_empty", label: "has a value" },
  { value: "is_empty", label: "is empty" },
] as const;

/** Asks for conditions on the record that are judged before an automation starts. All of them must hold. */
export function StartConditions({
  conditions,
  attributes,
  errors,
  onChange,
}: {
  conditions: readonly TriggerCondition[];
  attributes: readonly AttributeChoice[];
  errors: unknown;
  onChange: (conditions: TriggerCondition[]) => void;
}) {
  const { listRef, focusAfterRemoval } = useRowFocus();
  if (conditions.length === 0) return null;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium text-sm">It starts only for records of which</legend>
      <ul ref={listRef} className="grid gap-2">
        {conditions.map((condition, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no id, and its controls hold no state of their own
          <li key={index} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border bg-canvas p-3">
            <Row
              label={`Start condition ${index + 1}`}
              condition={condition}
              attributes={attributes}
              errors={errors}
              index={index}
              onChange={(next) => onChange(conditions.with(index, next))}
            />
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Remove start condition ${index + 1}`}
              onClick={() => {
                onChange(conditions.filter((_, place) => place !== index));
                focusAfterRemoval(index);
              }}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <p className="text-ink-muted text-xs">Judged once, before anything starts. Where it does not hold, there is no execution.</p>
    </fieldset>
  );
}

function Row({
  label,
  condition,
  attributes,
  errors,
  index,
  onChange,
}: {
  label: string;
  condition: TriggerCondition;
  attributes: readonly AttributeChoice[];
  errors: unknown;
  index: number;
  onChange: (condition: TriggerCondition) => void;
}) {
  const { source, comparison, value } = condition;
  const attribute = attributes.find(({ path }) => path === source);
  const values = [value ?? []].flat();
  const write = (texts: readonly string[]) => {
    const given = toScalars(texts, attribute, values).map((one) => (typeof one === "boolean" ? String(one) : one));
    onChange({ ...condition, value: given.length === 1 ? given[0] : given.length > 1 ? given : undefined });
  };
  return (
    <div className="grid min-w-0 items-start gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <RowField label={`${label}: attribute`} error={errorAt(errors, `${index}.source`)}>
        {(control) => (
          <FieldPicker
            fields={attributes}
            value={source}
            prompt="Choose an attribute"
            onPick={(path) => onChange({ ...condition, source: path })}
            onBlur={ignore}
            control={control}
          />
        )}
      </RowField>
      <RowField label={`${label}: comparison`} error={errorAt(errors, `${index}.comparison`)}>
        {(control) => (
          <Select
            {...control}
            value={comparison}
            onValueChange={(next) =>
              onChange({ ...condition, comparison: COMPARISONS.find((one) => one.value === next)?.value ?? comparison })
            }
            options={COMPARISONS}
          />
        )}
      </RowField>
      {(comparison === "equals" || comparison === "any_of") && (
        <RowField label={`${label}: values`} error={errorAt(errors, `${index}.value`)} className="sm:col-span-2">
          {(control) => (
            <ValuesInput
              values={values.map(String)}
              onChange={write}
              onBlur={ignore}
              isSingle={comparison === "equals" && values.length < 2}
              suggestions={attribute?.values ?? []}
              placeholder={comparison === "equals" ? "Value" : "Values, Enter after each"}
              control={control}
            />
          )}
        </RowField>
      )}
    </div>
  );
}

function ignore(): void {}
