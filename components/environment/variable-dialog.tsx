"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import type { ActionError } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Notice } from "@/components/ui/notice";
import { SecretInput } from "@/components/ui/secret-input";
import { Switch } from "@/components/ui/switch";
import { type EnvironmentVariableAnswer, newEnvironmentVariable, type VariableType } from "@/domain/environment/environment-variable";
import { trimPasted } from "@/domain/trim-pasted";

/** What is saved; without a value the one that is set stays. */
export interface VariableValues {
  key: string;
  type: VariableType;
  value: string | undefined;
}

type FormValues = z.input<typeof newEnvironmentVariable>;

/** Makes a variable, or changes `variable`. `onSave` gives what went wrong, or null: then the dialog closes. */
export function VariableDialog({
  variable,
  onSave,
  onClose,
}: {
  variable: EnvironmentVariableAnswer | null;
  onSave: (values: VariableValues) => Promise<ActionError | null>;
  onClose: () => void;
}) {
  const switchId = useId();
  const isStoredSecret = variable?.type === "SecretString";
  const form = useForm<FormValues>({
    resolver: zodResolver(newEnvironmentVariable),
    defaultValues: { key: variable?.key ?? "", type: variable?.type ?? "SecretString", value: variable?.value ?? "" },
  });
  const { errors, isSubmitting } = form.formState;
  const [type, value] = form.watch(["type", "value"]);
  const isKept = isStoredSecret && type === "SecretString";

  const submit = form.handleSubmit(async ({ key, type, value }) => {
    if (isStoredSecret && !isKept && value === "") return form.setError("value", { message: "Give the value that is to be readable." });
    const failure = await onSave({ key, type, value: isKept && value === "" ? undefined : value });
    if (!failure) return onClose();
    for (const { path, message } of failure.faults) if (path === "key" || path === "value") form.setError(path, { message });
    const isPlaced = failure.faults.some(({ path }) => path === "key" || path === "value");
    if (!isPlaced) form.setError(failure.code === "conflict" && !variable ? "key" : "root", { message: failure.message });
  });
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && !isSubmitting && onClose()}>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <div className="grid gap-1">
          <DialogTitle className="break-words font-semibold text-base">
            {variable ? `Edit ${variable.key}` : "Create a variable"}
          </DialogTitle>
          <DialogDescription className="text-ink-muted">
            {variable ? "The next attempts of the webhooks that refer to it use what you save." : "Webhooks refer to it as {{ env.key }}."}
          </DialogDescription>
        </div>
        {errors.root?.message && <Notice tone="danger">{errors.root.message}</Notice>}
        {!variable && (
          <Field label="Key" error={errors.key?.message} isRequired hint="Lower-case letters, digits, dots, hyphens and underscores.">
            {(control) => (
              <Input
                placeholder="erp.password"
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                {...control}
                {...form.register("key", { setValueAs: trimPasted })}
              />
            )}
          </Field>
        )}
        <div className="flex items-start justify-between gap-4">
          <div>
            <Label htmlFor={switchId}>Secret</Label>
            <p id={`${switchId}-hint`} className="text-ink-muted text-xs">
              Nobody is shown the value again, and records of deliveries show the reference instead.
            </p>
          </div>
          <Controller
            control={form.control}
            name="type"
            render={({ field }) => (
              <Switch
                id={switchId}
                aria-describedby={`${switchId}-hint`}
                checked={field.value === "SecretString"}
                onCheckedChange={(isSecret) => field.onChange(isSecret ? "SecretString" : "String")}
              />
            )}
          />
        </div>
        <Field label="Value" error={errors.value?.message} hint={unseenEndsHint(value) ?? valueHint(isStoredSecret, isKept)}>
          {(control) =>
            type === "SecretString" ? (
              <SecretInput label="value" autoComplete="off" {...control} {...form.register("value")} />
            ) : (
              <Input autoComplete="off" spellCheck={false} {...control} {...form.register("value")} />
            )
          }
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={isSubmitting}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isSubmitting}>
            {variable ? "Save variable" : "Create variable"}
          </Button>
        </div>
      </form>
    </DialogWindow>
  );
}

function valueHint(isStoredSecret: boolean, isKept: boolean): string | undefined {
  if (isKept) return "A value is set. Leave this empty to keep it.";
  return isStoredSecret ? "What was secret is not laid open: give a new value." : undefined;
}
