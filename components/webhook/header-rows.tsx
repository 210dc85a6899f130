"use client";

import { useFieldArray } from "react-hook-form";
import { KeyValueRows } from "@/components/webhook/key-value-rows";
import { useMovedOrigins } from "@/components/webhook/use-moved-origins";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";

/** Takes the headers that each delivery carries in addition to Postern's own. */
export function HeaderRows({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const values = watch("customHeaders");
  const { fields, append, remove } = useFieldArray({ control, name: "customHeaders" });
  const faults = formState.errors.customHeaders;
  const moved = useMovedOrigins(form);
  return (
    <KeyValueRows
      legend="Custom headers"
      noun="header"
      keyLabel="name"
      keyPlaceholder="X-Tenant"
      hint="Sent with every delivery, besides the headers of the signature and the authentication."
      warning={moved.url && fields.length > 0 ? "The URL leads to another origin: what stands here goes there once you save." : undefined}
      rows={fields.map(({ id }, index) => ({
        id,
        key: register(`customHeaders.${index}.name`),
        value: register(`customHeaders.${index}.value`),
        typed: values[index]?.value ?? "",
        faults: { key: faults?.[index]?.name?.message, value: faults?.[index]?.value?.message },
      }))}
      fault={faults?.root?.message}
      onAdd={() => append({ name: "", value: "" })}
      onRemove={remove}
    />
  );
}
