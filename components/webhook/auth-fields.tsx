"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { Segmented } from "@/components/ui/segmented";
import { isSecretKept, isSecretLeftBehind } from "@/components/webhook/auth-form-field";
import { AUTH_LABEL } from "@/components/webhook/auth-label";
import { OAuthFields } from "@/components/webhook/oauth-fields";
import { secretHint } from "@/components/webhook/secret-hint";
import { STORED_SECRET, StoredSecret } from "@/components/webhook/stored-secret";
import { useMovedOrigins } from "@/components/webhook/use-moved-origins";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { AUTH_TYPES, type AuthType } from "@/domain/webhook/webhook-auth";

/** Shows the fields for how the endpoint recognises the caller. Secrets go in and never come out again. */
export function AuthFields({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const auth = watch("auth");
  const { authType, basicAuthConfig, apiKeyConfig } = auth;
  const moved = useMovedOrigins(form);
  const isKept = isSecretKept(auth) && !isSecretLeftBehind(auth, moved);
  const faults = formState.errors.auth;
  return (
    <div className="grid gap-4">
      <Controller
        control={control}
        name="auth.authType"
        render={({ field }) => (
          <Segmented
            label="Authentication"
            className="flex sm:w-fit"
            value={field.value}
            onValueChange={field.onChange}
            options={AUTH_TYPES.map((value) => ({ value, label: AUTH_LABEL[value] }))}
          />
        )}
      />
      {authType === "BASIC" && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="User name" error={faults?.basicAuthConfig?.username?.message} isRequired>
            {(props) => <Input autoComplete="off" spellCheck={false} {...props} {...register("auth.basicAuthConfig.username")} />}
          </Field>
          <div className="grid gap-1.5">
            <Field
              label="Password"
              error={faults?.basicAuthConfig?.password?.message}
              hint={secretHint(basicAuthConfig.password)}
              isRequired
            >
              {(props) => (
                <SecretInput
                  label="password"
                  autoComplete="new-password"
                  placeholder={isKept ? STORED_SECRET : undefined}
                  {...props}
                  {...register("auth.basicAuthConfig.password")}
                />
              )}
            </Field>
            <StoredSecret form={form} label="password" />
          </div>
        </div>
      )}
      {authType === "API_KEY" && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Header name" error={faults?.apiKeyConfig?.keyName?.message} isRequired>
            {(props) => (
              <Input
                placeholder="X-Api-Key"
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-xs"
                {...props}
                {...register("auth.apiKeyConfig.keyName")}
              />
            )}
          </Field>
          <div className="grid gap-1.5">
            <Field label="Value" error={faults?.apiKeyConfig?.keyValue?.message} hint={secretHint(apiKeyConfig.keyValue)} isRequired>
              {(props) => (
                <SecretInput
                  label="value"
                  autoComplete="off"
                  placeholder={isKept ? STORED_SECRET : undefined}
                  {...props}
                  {...register("auth.apiKeyConfig.keyValue")}
                />
              )}
            </Field>
            <StoredSecret form={form} label="key" />
          </div>
        </div>
      )}
      {authType === "OAUTH_CLIENT_CREDENTIALS" && <OAuthFields form={form} />}
      <p className="text-ink-muted text-xs">{REMARK[authType]}</p>
    </div>
  );
}

const STORED =
  "Secrets are stored encrypted, and never shown again. One may also be a reference to an environment variable: {{\u00a0env.key\u00a0}}.";

const REMARK: Record<AuthType, string> = {
  NONE: "Each request is signed, whatever you choose here: your endpoint can always check that it comes from Postern.",
  BASIC: STORED,
  API_KEY: STORED,
  OAUTH_CLIENT_CREDENTIALS: STORED,
};
