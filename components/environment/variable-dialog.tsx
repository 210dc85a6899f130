"use client";

import { useId } from "react";
import { Controller } from "react-hook-form";
import { secretVariableForm, type VariableFormValues, variableForm } from "@/components/environment/variable-form";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { SecretInput } from "@/components/ui/secret-input";
import { Switch } from "@/components/ui/switch";
import type { EnvironmentVariableAnswer, VariableType } from "@/domain/environment/environment-variable";
import { trimPasted } from "@/domain/trim-pasted";

/** The values to save. Without a value, the one that is set stays. */
export interface VariableValues {
  key: string;
  type: VariableType;
  value: string | undefined;
  /** The hosts that a secret one may be sent to; empty for any. */
  hosts: readonly string[];
}

/** Shows the form that makes a variable or changes `variable`. */
export function VariableDialog({
  variable,
  action,
  onDone,
  onClose,
}: {
  variable: EnvironmentVariableAnswer | null;
  action: (values: VariableValues) => Promise<ActionResult<unknown>>;
  onDone: (key: string) => void;
  onClose: () => void;
}) {
  const switchId = useId();
  const isStoredSecret = variable?.type === "SecretString";
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: isStoredSecret ? secretVariableForm : variableForm,
    defaultValues: {
      key: variable?.key ?? "",
      type: variable?.type ?? "SecretString",
      value: variable?.value ?? "",
      hosts: variable?.hosts?.join(", ") ?? "",
    } satisfies VariableFormValues,
    action: ({ value, ...given }) =>
      action({ ...given, value: isStoredSecret && given.type === "SecretString" && value === "" ? undefined : value }),
    onDone: (_answer, { key }) => onDone(key),
    conflictField: variable ? undefined : "key",
  });
  const [type, value] = form.watch(["type", "value"]);
  const isKept = isStoredSecret && type === "SecretString";
  return (
    <DialogWindow
      title={variable ? `Edit ${variable.key}` : "Create a variable"}
      description={
        variable ? "The next attempts of the webhooks that refer to it use what you save." : "Webhooks refer to it as {{ env.key }}."
      }
      isPending={isPending}
      onClose={onClose}
    >
      <form {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} />}
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
        {type === "SecretString" && (
          <Field
            label="Hosts"
            error={errors.hosts?.message}
            hint="Where it may be sent, with commas between them. Left empty, it may be sent to any host."
          >
            {(control) => (
              <Input
                placeholder="api.example.com, login.example.com"
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-xs"
                {...control}
                {...form.register("hosts")}
              />
            )}
          </Field>
        )}
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            {variable ? "Save variable" : "Create variable"}
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}

function valueHint(isStoredSecret: boolean, isKept: boolean): string | undefined {
  if (isKept) return "A value is set. Leave this empty to keep it.";
  return isStoredSecret ? "What was secret is not laid open: give a new value." : undefined;
}
