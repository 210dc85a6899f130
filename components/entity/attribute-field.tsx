"use client";

import type { ReactNode } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { ITEM_PARTS } from "@/components/entity/attribute-control";
import type { RecordField, RecordFormValues } from "@/components/entity/record-form-values";
import type { PickedRecord } from "@/components/entity/record-picker";
import { type ControlProps, Field } from "@/components/form/field";
import { JsonField } from "@/components/json/json-field";
import { cn } from "@/components/ui/cn";
import { controlStyle, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { optionValues } from "@/domain/entity-schema/attribute-value";
import { isJsonObject } from "@/domain/json/json-object";

type RecordForm = UseFormReturn<RecordFormValues, unknown, string>;

/** Stands for no choice in a select, which has no empty value. */
const NONE = "-";
const HINTS: Partial<Record<RecordField["kind"], string>> = {
  datetime: "UTC.",
  texts: "Enter adds one.",
};

/** Asks for one attribute of a record. `renderRelation` shows the choice of related records. */
export function AttributeField({
  form,
  field,
  index,
  renderRelation,
}: {
  form: RecordForm;
  field: RecordField;
  index: number;
  renderRelation: (choice: { control: ControlProps; value: PickedRecord[]; onChange: (records: PickedRecord[]) => void }) => ReactNode;
}) {
  const { attribute, kind } = field;
  const error = form.formState.errors.fields?.[index]?.text?.message;
  const suggestions = optionValues(attribute.options);
  const placeholder = typeof attribute["placeholder"] === "string" ? attribute["placeholder"] : undefined;
  if (kind === "json") {
    return (
      <Controller
        control={form.control}
        name={`fields.${index}.text`}
        render={({ field: { value, onChange } }) => (
          <JsonField label={attribute.label} hint="JSON." error={error} value={value} onChange={onChange} minLines={2} />
        )}
      />
    );
  }
  return (
    <Field label={attribute.label} error={error} hint={HINTS[kind]} isRequired={attribute.required === true}>
      {(control) => {
        const text = form.register(`fields.${index}.text`);
        switch (kind) {
          case "multiline":
            return <textarea rows={3} className={cn(controlStyle, "px-2.5 py-1.5 text-sm max-md:text-field")} {...control} {...text} />;
          case "number":
            return <Input inputMode="decimal" autoComplete="off" {...control} {...text} />;
          case "date":
            return <Input type="date" className="w-48" {...control} {...text} />;
          case "datetime":
            return <Input type="datetime-local" step={1} className="w-60" {...control} {...text} />;
          case "boolean":
            return <Choice form={form} index={index} control={control} options={YES_OR_NO} />;
          case "choice":
            return <Choice form={form} index={index} control={control} options={choicesOf(field)} />;
          case "texts":
            return (
              <Controller
                control={form.control}
                name={`fields.${index}.texts`}
                render={({ field: { value, onChange, onBlur } }) => (
                  <ValuesInput
                    control={control}
                    values={value}
                    onChange={onChange}
                    onBlur={onBlur}
                    suggestions={suggestions}
                    placeholder={placeholder ?? ""}
                  />
                )}
              />
            );
          case "money":
            return <Money form={form} field={field} index={index} control={control} />;
          case "address":
          case "link":
            return <Parts form={form} kind={kind} label={attribute.label} index={index} control={control} />;
          case "relation":
            return (
              <Controller
                control={form.control}
                name={`fields.${index}.records`}
                render={({ field: { value, onChange } }) => <>{renderRelation({ control, value, onChange })}</>}
              />
            );
          default:
            return (
              <>
                <Input
                  autoComplete="off"
                  placeholder={placeholder}
                  list={suggestions.length > 0 ? `${control.id}-options` : undefined}
                  {...control}
                  {...text}
                />
                {suggestions.length > 0 && (
                  <datalist id={`${control.id}-options`}>
                    {suggestions.map((value) => (
                      <option key={value} value={value} />
                    ))}
                  </datalist>
                )}
              </>
            );
        }
      }}
    </Field>
  );
}

const YES_OR_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** Returns the options of a choice, with the present value among them, whatever it is. */
function choicesOf({ attribute: { options }, before }: RecordField): { value: string; label: string }[] {
  const values = optionValues(options);
  const all = typeof before === "string" && before !== "" && !values.includes(before) ? [before, ...values] : values;
  return all
    .filter((value) => value !== "")
    .map((value) => {
      const option = (options ?? []).find((one) => typeof one === "object" && one?.value === value);
      return { value, label: (typeof option === "object" && option?.title) || value };
    });
}

interface PartProps {
  form: RecordForm;
  index: number;
  control: ControlProps;
}

function Choice({ form, index, control, options }: PartProps & { options: { value: string; label: string }[] }) {
  const { "aria-required": _required, ...props } = control;
  return (
    <Controller
      control={form.control}
      name={`fields.${index}.text`}
      render={({ field: { value, onChange } }) => (
        <Select
          {...props}
          value={value === "" ? NONE : value}
          onValueChange={(chosen) => onChange(chosen === NONE ? "" : chosen)}
          options={[{ value: NONE, label: "None" }, ...options]}
        />
      )}
    />
  );
}

function Money({ form, field, index, control }: PartProps & { field: RecordField }) {
  const listed = field.attribute["currency"];
  const codes = (Array.isArray(listed) ? listed : []).flatMap((one: unknown) =>
    isJsonObject(one) && typeof one["code"] === "string" ? [one["code"]] : [],
  );
  const label = `${field.attribute.label}: currency`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_6.5rem] gap-2">
      <Input inputMode="decimal" autoComplete="off" {...control} {...form.register(`fields.${index}.text`)} />
      <Controller
        control={form.control}
        name={`fields.${index}.parts.currency`}
        render={({ field: { value = "", onChange } }) =>
          codes.length > 0 && (value === "" || codes.includes(value)) ? (
            <Select
              aria-label={label}
              value={value === "" ? NONE : value}
              onValueChange={(chosen) => onChange(chosen === NONE ? "" : chosen)}
              options={[{ value: NONE, label: "–" }, ...codes.map((code) => ({ value: code, label: code }))]}
            />
          ) : (
            <Input
              aria-label={label}
              placeholder="EUR"
              autoComplete="off"
              value={value}
              onChange={(change) => onChange(change.target.value)}
            />
          )
        }
      />
    </div>
  );
}

function Parts({ form, kind, label, index, control }: PartProps & { kind: "address" | "link"; label: string }) {
  const { id, "aria-required": _required, ...props } = control;
  return (
    <div className={cn("grid gap-2", kind === "address" ? "grid-cols-2" : "sm:grid-cols-2")}>
      {ITEM_PARTS[kind].map((part, place) => (
        <Input
          key={part.key}
          {...props}
          {...(place === 0 && { id })}
          aria-label={`${label}: ${part.label.toLowerCase()}`}
          placeholder={part.label}
          autoComplete="off"
          {...form.register(`fields.${index}.parts.${part.key}`)}
        />
      ))}
    </div>
  );
}
