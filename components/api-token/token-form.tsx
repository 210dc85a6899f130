"use client";

import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { SCOPE_WORDS } from "@/components/api-token/scope-words";
import {
  EMPTY_TOKEN,
  EXPIRY_PRESETS,
  type ExpiryPreset,
  type TokenFormValues,
  toTokenInput,
} from "@/components/api-token/token-form-values";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { newApiToken } from "@/domain/api-token/api-token";
import { TOKEN_SCOPES, type TokenScope } from "@/domain/api-token/scopes";
import type { InputFault } from "@/domain/errors";

/** Asks for a new token. The faults of what was typed stand beside their fields; what was typed stays. */
export function TokenForm<Created>({
  onSubmit,
  onCreated,
  cancel,
}: {
  onSubmit: (input: unknown) => Promise<ActionResult<Created>>;
  onCreated: (created: Created) => void;
  cancel: ReactNode;
}) {
  const [values, setValues] = useState<TokenFormValues>(EMPTY_TOKEN);
  const [faults, setFaults] = useState<readonly InputFault[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const change = (changed: Partial<TokenFormValues>) => setValues({ ...values, ...changed });
  const faultAt = (field: string) => faults.find(({ path }) => path.split(".")[0] === field)?.message;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = toTokenInput(values, new Date());
    const parsed = newApiToken.safeParse(input);
    setRefusal(null);
    setFaults(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
    if (!parsed.success) return;
    setIsPending(true);
    const result = await onSubmit(input).catch(() => null);
    setIsPending(false);
    if (result?.ok) return onCreated(result.data);
    setFaults(result?.error.faults ?? []);
    if (!result) setRefusal("The server could not be reached. Nothing was created: try again.");
    else if (result.error.faults.length === 0) setRefusal(result.error.message);
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {refusal && <Notice tone="danger">{refusal}</Notice>}
      <Field label="Name" isRequired error={faultAt("name")} hint="What it is for, such as the system that uses it.">
        {(control) => (
          <Input {...control} value={values.name} autoComplete="off" onChange={({ target }) => change({ name: target.value })} />
        )}
      </Field>
      <Scopes
        scopes={values.scopes}
        error={faultAt("scopes")}
        onChange={(scope, isGiven) => change({ scopes: { ...values.scopes, [scope]: isGiven } })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Expires"
          error={faultAt("expiresAt")}
          hint={values.expiry === "never" ? "It works until it is revoked." : "After that it is refused."}
        >
          {(control) => (
            <Select
              {...control}
              value={values.expiry}
              onValueChange={(expiry) => change({ expiry: expiry as ExpiryPreset })}
              options={EXPIRY_PRESETS}
            />
          )}
        </Field>
        <Field label="Requests a second" error={faultAt("ratePerSecond")} hint="Leave empty for no limit.">
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={values.rate}
              autoComplete="off"
              onChange={({ target }) => change({ rate: target.value })}
            />
          )}
        </Field>
      </div>
      <div className="flex justify-end gap-2">
        {cancel}
        <Button type="submit" variant="primary" isPending={isPending}>
          Create token
        </Button>
      </div>
    </form>
  );
}

function Scopes({
  scopes,
  error,
  onChange,
}: {
  scopes: TokenFormValues["scopes"];
  error: string | undefined;
  onChange: (scope: TokenScope, isGiven: boolean) => void;
}) {
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error ? "scopes-error" : undefined}>
      <legend className="mb-1.5 font-medium text-sm">What it may do</legend>
      <div className="divide-y rounded-lg border">
        {TOKEN_SCOPES.map((scope) => {
          const isImplied = scope !== "admin" && scopes.admin;
          const { label, hint } = SCOPE_WORDS[scope];
          return (
            <div key={scope} className="flex items-start gap-2.5 px-3 py-2.5">
              <Checkbox
                id={`scope-${scope}`}
                className="mt-0.5"
                checked={scopes[scope] || isImplied}
                disabled={isImplied}
                aria-describedby={`scope-${scope}-hint`}
                onCheckedChange={(checked) => onChange(scope, checked === true)}
              />
              <div className="min-w-0">
                <label htmlFor={`scope-${scope}`} className="block font-medium text-sm leading-5">
                  {label}
                </label>
                <p id={`scope-${scope}-hint`} className="text-ink-muted text-xs">
                  {hint}
                </p>
              </div>
            </div>
          );
        })}
      </div>
      {error && (
        <p id="scopes-error" className="flex items-start gap-1.5 text-danger-ink text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
