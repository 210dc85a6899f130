"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { isSecretLeftBehind } from "@/components/webhook/auth-form-field";
import { useMovedOrigins } from "@/components/webhook/use-moved-origins";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";

/** The text in the place of a stored secret. It shows that there is one, and nothing of it. */
export const STORED_SECRET = "••••••••••••";

/** Shows what happens to the stored secret when none is typed; shows nothing where none is stored. */
export function StoredSecret({ form, label }: { form: WebhookFormControl; label: string }) {
  const auth = form.watch("auth");
  const moved = useMovedOrigins(form);
  if (auth.storedSecretOf !== auth.authType) return null;
  const { isSecretCleared } = auth;
  const isLeftBehind = isSecretLeftBehind(auth, moved);
  return (
    <p
      className={cn("flex flex-wrap items-center gap-x-2 gap-y-1 text-xs", isLeftBehind ? "text-warning-ink" : "text-ink-muted")}
      aria-live="polite"
    >
      {isSecretCleared
        ? `The ${label} is cleared when you save: without one nothing is delivered.`
        : isLeftBehind
          ? `The stored ${label} stays behind: ${moved.url ? "the URL" : "the token endpoint"} leads to another origin. Type it again.`
          : "Stored. Type another one to replace it."}
      <Button
        variant="ghost"
        size="sm"
        className="-my-1 -ml-1.5 h-6 px-1.5 text-xs underline decoration-line-strong underline-offset-2 max-md:h-9 max-md:px-1.5"
        onClick={() => form.setValue("auth.isSecretCleared", !isSecretCleared, { shouldDirty: true })}
      >
        {isSecretCleared ? `Keep the ${label}` : `Clear the ${label}`}
      </Button>
    </p>
  );
}
