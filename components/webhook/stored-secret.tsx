"use client";

import type { UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";

/** What becomes of a stored secret where none is typed; draws nothing where there is none. */
export function StoredSecret({ form, label }: { form: UseFormReturn<WebhookFormValues>; label: string }) {
  const { authType, storedSecretOf, isSecretCleared } = form.watch("auth");
  if (storedSecretOf !== authType) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted text-xs" aria-live="polite">
      {isSecretCleared
        ? `The stored ${label} is cleared when you save: without one nothing is delivered.`
        : `A ${label} is stored. Type another one to replace it; left empty, it stays.`}
      <Button type="button" size="sm" onClick={() => form.setValue("auth.isSecretCleared", !isSecretCleared, { shouldDirty: true })}>
        {isSecretCleared ? `Keep the ${label}` : `Clear the ${label}`}
      </Button>
    </p>
  );
}
