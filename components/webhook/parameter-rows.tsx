"use client";

import { Plus, X } from "lucide-react";
import { Controller, useFieldArray } from "react-hook-form";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { RowField } from "@/components/webhook/row-field";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { OAUTH_PARAMETER_TYPES, type OAuthParameter } from "@/domain/webhook/oauth-config";

const TYPE_LABEL: Record<OAuthParameter["type"], string> = { body: "Body", query: "Query", header: "Header" };
const NEW_PARAMETER: OAuthParameter = { type: "body", key: "", value: "" };

/** What the token request carries besides the client's credentials: such as a scope or an audience. */
export function ParameterRows({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const name = "auth.oauthConfig.customParameterList";
  const parameters = watch(name);
  const { fields, append, remove } = useFieldArray({ control, name });
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const faults = formState.errors.auth?.oauthConfig?.customParameterList;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">Custom parameters</legend>
      {fields.length > 0 && (
        <ul ref={listRef} className="grid gap-2 max-sm:gap-4">
          {fields.map((row, index) => (
            <li
              key={row.id}
              className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[6rem_minmax(0,2fr)_minmax(0,3fr)_auto]"
            >
              <RowField label={`Parameter ${index + 1}: type`} error={faults?.[index]?.type?.message}>
                {(props) => (
                  <Controller
                    control={control}
                    name={`${name}.${index}.type`}
                    render={({ field }) => (
                      <Select
                        {...props}
                        value={field.value}
                        onValueChange={field.onChange}
                        options={OAUTH_PARAMETER_TYPES.map((type) => ({ value: type, label: TYPE_LABEL[type] }))}
                      />
                    )}
                  />
                )}
              </RowField>
              <RowField label={`Parameter ${index + 1}: key`} error={faults?.[index]?.key?.message}>
                {(props) => (
                  <Input
                    placeholder="scope"
                    autoComplete="off"
                    spellCheck={false}
                    className="font-mono text-xs"
                    {...props}
                    {...register(`${name}.${index}.key`)}
                  />
                )}
              </RowField>
              <RowField
                label={`Parameter ${index + 1}: value`}
                error={faults?.[index]?.value?.message}
                hint={unseenEndsHint(parameters[index]?.value ?? "")}
                className="max-sm:col-span-2 max-sm:row-start-2"
              >
                {(props) => (
                  <Input
                    placeholder="Value or {{ env.key }}"
                    autoComplete="off"
                    spellCheck={false}
                    className="font-mono text-xs"
                    {...props}
                    {...register(`${name}.${index}.value`)}
                  />
                )}
              </RowField>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove parameter ${index + 1}`}
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
      <Button
        ref={addRef}
        size="sm"
        className="justify-self-start"
        onClick={() => append(NEW_PARAMETER, { focusName: `${name}.${fields.length}.key` })}
      >
        <Plus aria-hidden />
        Add parameter
      </Button>
      {faults?.root?.message && <p className="text-danger-ink text-xs">{faults.root.message}</p>}
      <p className="text-ink-muted text-xs">
        Sent with the token request, such as a scope or an audience. An Authorization header takes the place of client ID and secret.
      </p>
    </fieldset>
  );
}
