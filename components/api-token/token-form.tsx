"use client";

import { CircleAlert } from "lucide-react";
import { Controller } from "react-hook-form";
import { SCOPE_WORDS } from "@/components/api-token/scope-words";
import { EMPTY_TOKEN, EXPIRY_PRESETS, type TokenFormValues, tokenForm } from "@/components/api-token/token-form-values";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { firstMessage } from "@/components/form/first-message";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogButtons } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TOKEN_SCOPES } from "@/domain/api-token/scopes";

/** Asks for a new token. */
export function TokenForm<Created>({
  onSubmit,
  onCreated,
  onCancel,
}: {
  onSubmit: (input: unknown) => Promise<ActionResult<Created>>;
  onCreated: (created: Created) => void;
  onCancel: () => void;
}) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: tokenForm,
    defaultValues: EMPTY_TOKEN,
    action: onSubmit,
    onDone: onCreated,
  });
  return (
    <form {...formProps} className="grid gap-5">
      {fault && <FormFault error={fault} />}
      <Field label="Name" isRequired error={errors.name?.message} hint="What it is for, such as the system that uses it.">
        {(control) => <Input autoComplete="off" {...control} {...form.register("name")} />}
      </Field>
      <Controller
        control={form.control}
        name="scopes"
        render={({ field }) => <Scopes scopes={field.value} error={firstMessage(errors.scopes)} onChange={field.onChange} />}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Expires"
          error={errors.expiresAt?.message}
          hint={form.watch("expiresAt") === "never" ? "It works until it is revoked." : "After that it is refused."}
        >
          {(control) => (
            <Controller
              control={form.control}
              name="expiresAt"
              render={({ field }) => <Select {...control} value={field.value} onValueChange={field.onChange} options={EXPIRY_PRESETS} />}
            />
          )}
        </Field>
        <Field label="Requests a second" error={errors.ratePerSecond?.message} hint="Leave empty for no limit.">
          {(control) => <Input inputMode="numeric" autoComplete="off" {...control} {...form.register("ratePerSecond")} />}
        </Field>
      </div>
      <DialogButtons onCancel={onCancel} isPending={isPending}>
        <Button type="submit" variant="primary" isPending={isPending}>
          Create token
        </Button>
      </DialogButtons>
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
  onChange: (scopes: TokenFormValues["scopes"]) => void;
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
                onCheckedChange={(checked) => onChange({ ...scopes, [scope]: checked === true })}
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
