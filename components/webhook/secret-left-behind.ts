import type { z } from "zod";
import type { FieldFault } from "@/components/webhook/judge-field";
import { movedInForm } from "@/components/webhook/moved-in-form";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { AUTH_SECRETS } from "@/domain/webhook/secret-path";
import type { webhookAuthInput } from "@/domain/webhook/webhook-auth";

/**
 * Returns a fault where the stored secret would be kept although the form leads to another origin; null where it stays at its own, or
 * another one is given, or it is cleared. `auth` is as it is sent: a secret that is kept is absent.
 */
export function secretLeftBehind(input: {
  saved: WebhookFormValues;
  url: string;
  auth: z.input<typeof webhookAuthInput>;
}): FieldFault | null {
  const { saved, url, auth } = input;
  const { authType } = auth;
  if (authType === "NONE" || saved.auth.storedSecretOf !== authType) return null;
  const { object, secret, noun } = AUTH_SECRETS[authType];
  if (Object.hasOwn(auth[object] ?? {}, secret)) return null;
  const moved = movedInForm({ saved, typed: { url, auth: { oauthConfig: { endpoint: auth.oauthConfig?.endpoint ?? "" } } } });
  const isMoved = moved.url || (authType === "OAUTH_CLIENT_CREDENTIALS" && moved.tokenEndpoint);
  return isMoved ? { path: ["auth", object, secret], message: `Give the ${noun} again, or clear it.` } : null;
}
