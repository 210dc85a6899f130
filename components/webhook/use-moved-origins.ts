"use client";

import { movedInForm } from "@/components/webhook/moved-in-form";
import { EMPTY_WEBHOOK, type WebhookFormControl } from "@/components/webhook/webhook-form-values";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";

/** Returns the addresses of the form that lead to another origin than those that are saved. */
export function useMovedOrigins(form: WebhookFormControl): MovedOrigins {
  const [url, endpoint] = form.watch(["url", "auth.oauthConfig.endpoint"]);
  const { defaultValues } = form.formState;
  const saved = defaultValues?.auth?.oauthConfig?.endpoint ?? EMPTY_WEBHOOK.auth.oauthConfig.endpoint;
  return movedInForm({
    saved: { url: defaultValues?.url ?? EMPTY_WEBHOOK.url, auth: { oauthConfig: { endpoint: saved } } },
    typed: { url, auth: { oauthConfig: { endpoint } } },
  });
}
