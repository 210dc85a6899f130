"use client";

import type { SchemaChoice } from "@/components/automation/automation-choices";
import { Field } from "@/components/form/field";
import { Select } from "@/components/ui/select";

/** The value of "Any record", since a select knows no empty one. */
const ANY = "*";

/** Asks for the schema of records. Without `isRequired`, any record will do. */
export function SchemaSelect({
  label,
  schemas,
  value,
  error,
  hint,
  isRequired = false,
  onChange,
}: {
  label: string;
  schemas: readonly SchemaChoice[];
  value: string | undefined;
  error: string | undefined;
  hint?: string;
  isRequired?: boolean;
  onChange: (slug: string | undefined) => void;
}) {
  const isKnown = !value || schemas.some(({ slug }) => slug === value);
  const options = [
    ...(isRequired ? [] : [{ value: ANY, label: "Any record" }]),
    ...schemas.map(({ slug, name }) => ({ value: slug, label: name })),
    // A schema that was deleted stays chosen until somebody chooses another.
    ...(isKnown ? [] : [{ value: value ?? "", label: value }]),
  ];
  return (
    <Field label={label} error={error} hint={hint} isRequired={isRequired}>
      {({ "aria-required": _required, ...control }) => (
        <Select
          {...control}
          value={value ?? (isRequired ? "" : ANY)}
          onValueChange={(slug) => onChange(slug === ANY ? undefined : slug)}
          options={options}
        />
      )}
    </Field>
  );
}
