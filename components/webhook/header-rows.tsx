"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { RowField } from "@/components/webhook/row-field";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";

/** Headers that each delivery carries besides Postern's own. */
export function HeaderRows({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const values = watch("customHeaders");
  const { fields, append, remove } = useFieldArray({ control, name: "customHeaders" });
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const faults = formState.errors.customHeaders;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">Custom headers</legend>
      {fields.length > 0 && (
        <ul ref={listRef} className="grid gap-2 max-sm:gap-4">
          {fields.map((row, index) => (
            <li key={row.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[11rem_minmax(0,1fr)_auto]">
              <RowField label={`Header ${index + 1}: name`} error={faults?.[index]?.name?.message}>
                {(props) => (
                  <Input
                    placeholder="X-Tenant"
                    autoComplete="off"
                    spellCheck={false}
                    className="font-mono text-xs"
                    {...props}
                    {...register(`customHeaders.${index}.name`)}
                  />
                )}
              </RowField>
              <RowField
                label={`Header ${index + 1}: value`}
                error={faults?.[index]?.value?.message}
                hint={unseenEndsHint(values[index]?.value ?? "")}
                className="max-sm:col-start-1 max-sm:row-start-2"
              >
                {(props) => (
                  <Input
                    placeholder="Value or {{ env.key }}"
                    autoComplete="off"
                    spellCheck={false}
                    className="font-mono text-xs"
                    {...props}
                    {...register(`customHeaders.${index}.value`)}
                  />
                )}
              </RowField>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove header ${index + 1}`}
                onClick={() => {
                  remove(index);
                  focusAfterRemoval(index);
                }}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button ref={addRef} size="sm" className="justify-self-start" onClick={() => append({ name: "", value: "" })}>
        <Plus aria-hidden />
        Add header
      </Button>
      {faults?.root?.message && <p className="text-danger-ink text-xs">{faults.root.message}</p>}
      <p className="text-ink-muted text-xs">Sent with every delivery, besides the headers of the signature and the authentication.</p>
    </fieldset>
  );
}
