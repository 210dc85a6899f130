"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { createDraftStore } from "@/components/form/draft-store";
import { EMPTY_WEBHOOK, type WebhookFormControl, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { withoutSecrets } from "@/components/webhook/without-secrets";

/** The identity of a draft: `key` names its user and its thing, `base` is the state that it is typed over. */
export interface DraftOf {
  key: string;
  base: string;
}

/**
 * Keeps what is typed and not saved, to have it again after going back, a reload or a click too many. Secrets are not kept. `isRestored` is
 * true when the form shows such a draft. `startOver` goes back to what is saved. `forget` drops the draft after it was saved or given up.
 */
export function useWebhookDraft({ form, initial, draft }: { form: WebhookFormControl; initial: WebhookFormValues; draft: DraftOf }) {
  const { key, base } = draft;
  const [isRestored, setIsRestored] = useState(false);
  const isForgotten = useRef(false);
  const { isDirty } = form.formState;
  const values = form.watch();
  const { reset } = form;
  const store = useMemo(
    () =>
      typeof window === "undefined"
        ? null
        : createDraftStore<WebhookFormValues>({ storage: window.sessionStorage, key, base, isComplete: hasEveryPart }),
    [key, base],
  );
  useEffect(() => {
    const typed = store?.read();
    if (!typed) return;
    reset(typed, { keepDefaultValues: true });
    setIsRestored(true);
  }, [store, reset]);
  useEffect(() => {
    if (isForgotten.current) return;
    if (isDirty) store?.write(withoutSecrets(values));
    else store?.clear();
  }, [store, isDirty, values]);
  return {
    isRestored: isRestored && isDirty,
    startOver: () => reset(initial),
    forget: () => {
      isForgotten.current = true;
      store?.clear();
    },
  };
}

function hasEveryPart(values: object): boolean {
  return Object.keys(EMPTY_WEBHOOK).every((part) => part in values);
}
