"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import type { EventField } from "@/domain/event/event-fields";

const MAX_SUGGESTIONS = 8;

/** Shows the simple filter: a field, and the values that are sent. */
export function ValueFilterFields({ form, fields }: { form: WebhookFormControl; fields: readonly EventField[] }) {
  const { control, watch, setValue, formState } = form;
  const key = watch("filter.keyToFilter");
  const known = fields.find(({ path }) => path === key.trim());
  const suggestions = known?.type === "boolean" ? ["true", "false"] : (known?.values ?? []).slice(0, MAX_SUGGESTIONS);
  const faults = formState.errors.filter;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="Field" error={faults?.keyToFilter?.message} isRequired>
        {(props) => (
          <Controller
            control={control}
            name="filter.keyToFilter"
            render={({ field }) => (
              <FieldPicker
                ref={field.ref}
                fields={fields}
                value={field.value}
                onPick={(path) => setValue("filter.keyToFilter", path, { shouldDirty: true, shouldValidate: formState.isSubmitted })}
                onBlur={field.onBlur}
                control={props}
              />
            )}
          />
        )}
      </Field>
      <Field label="Is one of" error={faults?.supportedValues?.message} isRequired>
        {(props) => (
          <Controller
            control={control}
            name="filter.supportedValues"
            render={({ field }) => (
              <ValuesInput
                ref={field.ref}
                values={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                suggestions={suggestions}
                placeholder="Enter after each value"
                control={props}
              />
            )}
          />
        )}
      </Field>
    </div>
  );
}
