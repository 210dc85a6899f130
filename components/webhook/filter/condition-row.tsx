"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Controller } from "react-hook-form";
import { JsonataField } from "@/components/jsonata/jsonata-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { type ConditionFormValues, valuesOf } from "@/components/webhook/filter/filter-form-values";
import { describeFieldType, describeOperation, FIELD_TYPE_LABEL } from "@/components/webhook/filter/filter-words";
import { operationAfter, operationsFor } from "@/components/webhook/filter/operations-for";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { RowField } from "@/components/webhook/row-field";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import type { EventField } from "@/domain/event/event-fields";
import { FIELD_TYPES } from "@/domain/filter/filter-condition";

interface RowProps {
  form: WebhookFormControl;
  index: number;
  fields: readonly EventField[];
  /** True when the row was just added and its editor takes the focus. */
  isNew: boolean;
}

/** Shows one condition of the advanced filter: a comparison of a field, or a JSONata expression. */
export function ConditionRow({ form, index, fields, isNew, onRemove }: RowProps & { onRemove: () => void }) {
  const kind = form.watch(`filter.conditions.${index}.kind`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border bg-canvas p-3">
      {kind === "expression" ? (
        <ExpressionCondition form={form} index={index} fields={fields} isNew={isNew} />
      ) : (
        <FieldCondition form={form} index={index} fields={fields} />
      )}
      <Button variant="ghost" size="icon" aria-label={`Remove condition ${index + 1}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

function ExpressionCondition({ form, index, fields, isNew }: RowProps) {
  const name = `filter.conditions.${index}.jsonata_expression` as const;
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field, fieldState }) => (
        <JsonataField
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          paths={fields.map((known) => ({ path: known.path, type: describeFieldType(known) }))}
          label={`Condition ${index + 1}: JSONata expression`}
          placeholder="$sum(entity.items.price) > 100"
          minLines={1}
          isFocusedAtFirst={isNew}
          error={fieldState.error?.message}
          hint="Sent when it is true. It sees the whole event, before the payload's settings."
        />
      )}
    />
  );
}

function FieldCondition({ form, index, fields }: Omit<RowProps, "isNew">) {
  const { control, setValue, watch, formState } = form;
  const name = `filter.conditions.${index}` as const;
  const condition = watch(name);
  const faults = formState.errors.filter?.conditions?.[index];
  const takes = valuesOf(condition.operation);
  const known = fields.find(({ path }) => path === condition.field.trim());
  const label = `Condition ${index + 1}`;
  const choose = (path: string, field: EventField | null) => {
    const told = field && {
      field_type: field.type,
      is_array_field: field.isList,
      repeatable_item_op: false,
      operation: operationAfter(field, condition.operation),
    };
    setValue(name, { ...condition, field: path, ...told }, { shouldDirty: true, shouldValidate: formState.isSubmitted });
  };
  return (
    <div className="grid min-w-0 gap-2">
      <div className="grid items-start gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <RowField label={`${label}: field`} error={faults?.field?.message}>
          {(props) => (
            <Controller
              control={control}
              name={`${name}.field`}
              render={({ field }) => (
                <FieldPicker ref={field.ref} fields={fields} value={field.value} onPick={choose} onBlur={field.onBlur} control={props} />
              )}
            />
          )}
        </RowField>
        <RowField label={`${label}: operation`} error={faults?.operation?.message}>
          {(props) => (
            <Controller
              control={control}
              name={`${name}.operation`}
              render={({ field }) => (
                <Select
                  {...props}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={operationsFor(known, condition.field_type, condition.operation).map((value) => ({
                    value,
                    label: describeOperation(value, condition.field_type),
                  }))}
                />
              )}
            />
          )}
        </RowField>
      </div>
      {takes !== "none" && (
        <RowField label={`${label}: values`} error={faults?.values?.message}>
          {(props) => (
            <Controller
              control={control}
              name={`${name}.values`}
              render={({ field }) => (
                <ValuesInput
                  ref={field.ref}
                  values={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  isSingle={takes === "one"}
                  suggestions={suggestionsFor(condition, known)}
                  placeholder={takes === "one" ? "Value" : "Values: any of them, Enter after each"}
                  control={props}
                />
              )}
            />
          )}
        </RowField>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {!known?.isOfObjects && (
          <>
            <RowField label={`${label}: compared as`} error={faults?.field_type?.message}>
              {(props) => (
                <Controller
                  control={control}
                  name={`${name}.field_type`}
                  render={({ field }) => (
                    <Select
                      {...props}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={FIELD_TYPES.map((value) => ({ value, label: FIELD_TYPE_LABEL[value] }))}
                      className="h-7 w-auto text-xs max-md:h-9"
                    />
                  )}
                />
              )}
            </RowField>
            <Tick form={form} name={`${name}.is_array_field`}>
              The list as a whole
            </Tick>
          </>
        )}
        <Tick form={form} name={`${name}.repeatable_item_op`}>
          Within one item
        </Tick>
      </div>
    </div>
  );
}

function suggestionsFor({ operation, field_type: type }: ConditionFormValues, known: EventField | undefined): readonly string[] {
  if (operation.startsWith("length_")) return [];
  if (type === "boolean") return ["true", "false"];
  return (known?.values ?? []).slice(0, 6);
}

function Tick({
  form,
  name,
  children,
}: {
  form: WebhookFormControl;
  name: `filter.conditions.${number}.${"is_array_field" | "repeatable_item_op"}`;
  children: ReactNode;
}) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox within is a button that takes the label
        <label className="flex min-h-6 items-center gap-2 text-xs">
          <Checkbox ref={field.ref} checked={field.value} onCheckedChange={(checked) => field.onChange(checked === true)} />
          {children}
        </label>
      )}
    />
  );
}
