"use client";

import { type ReactNode, useId } from "react";
import { Controller, type FieldPathByValue } from "react-hook-form";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { WebhookFormControl, WebhookFormValues } from "@/components/webhook/webhook-form-values";

/** Shows a switch with its name, and its meaning beneath. */
export function SwitchLine({
  form,
  name,
  label,
  isDisabled = false,
  children,
}: {
  form: WebhookFormControl;
  name: FieldPathByValue<WebhookFormValues, boolean>;
  label: string;
  isDisabled?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const fault = form.getFieldState(name, form.formState).error?.message;
  return (
    <div className="flex items-start gap-3">
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => (
          <Switch
            ref={field.ref}
            id={id}
            checked={field.value === true}
            onCheckedChange={field.onChange}
            disabled={isDisabled}
            aria-invalid={fault ? true : undefined}
            aria-describedby={`${id}-hint`}
            className="disabled:cursor-not-allowed disabled:opacity-50"
          />
        )}
      />
      <div className="min-w-0">
        <Label htmlFor={id}>{label}</Label>
        <div id={`${id}-hint`} className={fault ? "text-danger-ink text-xs" : "text-ink-muted text-xs"}>
          {fault ?? children}
        </div>
      </div>
    </div>
  );
}
