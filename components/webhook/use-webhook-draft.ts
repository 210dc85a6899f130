"use client";

import { type DraftOf, useFormDraft } from "@/components/form/use-form-draft";
import { EMPTY_WEBHOOK, type WebhookFormControl, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { withoutSecrets } from "@/components/webhook/without-secrets";

const PARTS = Object.keys(EMPTY_WEBHOOK);

/** Keeps what is typed into a webhook's form and not saved. Secrets are not kept. */
export function useWebhookDraft(input: { form: WebhookFormControl; initial: WebhookFormValues; draft: DraftOf }) {
  return useFormDraft({ ...input, parts: PARTS, toKept: withoutSecrets });
}
