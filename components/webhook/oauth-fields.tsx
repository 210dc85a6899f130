"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { Select } from "@/components/ui/select";
import { isSecretKept, isSecretLeftBehind } from "@/components/webhook/auth-form-field";
import { ParameterRows } from "@/components/webhook/parameter-rows";
import { secretHint } from "@/components/webhook/secret-hint";
import { STORED_SECRET, StoredSecret } from "@/components/webhook/stored-secret";
import { useMovedOrigins } from "@/components/webhook/use-moved-origins";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";

/**
 * Shows the fields of client credentials: where an access token is fetched, as whom, and with what parameters (contract.md, "OAuth client
 * credentials").
 */
export function OAuthFields({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const auth = watch("auth");
  const moved = useMovedOrigins(form);
  const { clientSecret, customParameterList } = auth.oauthConfig;
  const faults = formState.errors.auth?.oauthConfig;
  const isKept = isSecretKept(auth) && !isSecretLeftBehind(auth, moved);
  const isSecretUnused = hasAuthorizationParameter(customParameterList);
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] items-start gap-2">
        <Field label="Token method" error={faults?.httpMethod?.message}>
          {(props) => (
            <Controller
              control={control}
              name="auth.oauthConfig.httpMethod"
              render={({ field }) => (
                <Select
                  {...props}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={HTTP_METHODS.map((method) => ({ value: method, label: method }))}
                  className="font-mono text-xs"
                />
              )}
            />
          )}
        </Field>
        <Field label="Token endpoint" error={faults?.endpoint?.message} isRequired>
          {(props) => (
            <Input
              type="url"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://login.example.com/oauth2/token"
              className="font-mono text-xs"
              {...props}
              {...register("auth.oauthConfig.endpoint")}
            />
          )}
        </Field>
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Client ID" error={faults?.clientId?.message} isRequired>
          {(props) => <Input autoComplete="off" spellCheck={false} {...props} {...register("auth.oauthConfig.clientId")} />}
        </Field>
        <div className="grid gap-1.5">
          <Field
            label="Client secret"
            error={faults?.clientSecret?.message}
            hint={isSecretUnused ? "Not sent: the Authorization parameter says who the client is." : secretHint(clientSecret)}
            isRequired={!isSecretUnused}
          >
            {(props) => (
              <SecretInput
                label="client secret"
                autoComplete="new-password"
                placeholder={isKept ? STORED_SECRET : undefined}
                {...props}
                {...register("auth.oauthConfig.clientSecret")}
              />
            )}
          </Field>
          <StoredSecret form={form} label="client secret" />
        </div>
      </div>
      <ParameterRows form={form} />
    </div>
  );
}
