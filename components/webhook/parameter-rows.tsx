"use client";

import { Controller, useFieldArray } from "react-hook-form";
import { Select } from "@/components/ui/select";
import { KeyValueRows } from "@/components/webhook/key-value-rows";
import { RowField } from "@/components/webhook/row-field";
import { useMovedOrigins } from "@/components/webhook/use-moved-origins";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { OAUTH_PARAMETER_TYPES, type OAuthParameter } from "@/domain/webhook/oauth-config";

const TYPE_LABEL: Record<OAuthParameter["type"], string> = { body: "Body", query: "Query", header: "Header" };
const TYPE_OPTIONS = OAUTH_PARAMETER_TYPES.map((type) => ({ value: type, label: TYPE_LABEL[type] }));
const NEW_PARAMETER: OAuthParameter = { type: "body", key: "", value: "" };

/** Takes the parameters that the token request carries in addition to the client's credentials, such as a scope or an audience. */
export function ParameterRows({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const name = "auth.oauthConfig.customParameterList";
  const parameters = watch(name);
  const { fields, append, remove } = useFieldArray({ control, name });
  const moved = useMovedOrigins(form);
  const faults = formState.errors.auth?.oauthConfig?.customParameterList;
  return (
    <KeyValueRows
      legend="Custom parameters"
      noun="parameter"
      keyLabel="key"
      keyPlaceholder="scope"
      hint="Sent with the token request, such as a scope or an audience. An Authorization header takes the place of client ID and secret."
      warning={
        moved.tokenEndpoint && fields.length > 0
          ? "The token endpoint leads to another origin: what stands here goes there once you save."
          : undefined
      }
      rows={fields.map(({ id }, index) => ({
        id,
        key: register(`${name}.${index}.key`),
        value: register(`${name}.${index}.value`),
        typed: parameters[index]?.value ?? "",
        faults: { key: faults?.[index]?.key?.message, value: faults?.[index]?.value?.message },
      }))}
      fault={faults?.root?.message}
      renderFirst={(index, label) => (
        <RowField label={`${label}: type`} error={faults?.[index]?.type?.message}>
          {(props) => (
            <Controller
              control={control}
              name={`${name}.${index}.type`}
              render={({ field }) => <Select {...props} value={field.value} onValueChange={field.onChange} options={TYPE_OPTIONS} />}
            />
          )}
        </RowField>
      )}
      onAdd={() => append(NEW_PARAMETER, { focusName: `${name}.${fields.length}.key` })}
      onRemove={remove}
    />
  );
}
