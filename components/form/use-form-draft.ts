"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { createDraftStore } from "@/components/form/draft-store";

/** The identity of a draft: `key` names its user and its thing, `base` is the state that it is typed over. */
export interface DraftOf {
  key: string;
  base: string;
}

/**
 * Keeps what is typed and not saved, to have it again after going back, a reload or a click too many. `parts` are the keys that a draft
 * must have to be one of this form, and `toKept` leaves out what must not be kept. `isRestored` is true when the form shows such a draft.
 * `startOver` goes back to what is saved. `forget` drops the draft after it was saved or given up. `parts` and `toKept` must be the same
 * each time.
 */
export function useFormDraft<Values extends FieldValues, Output>({
  form,
  initial,
  draft,
  parts,
  toKept,
}: {
  form: UseFormReturn<Values, unknown, Output>;
  initial: Values;
  draft: DraftOf;
  parts: readonly string[];
  toKept?: (values: Values) => Values;
}) {
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
        : createDraftStore<Values>({
            storage: window.sessionStorage,
            key,
            base,
            isComplete: (typed) => parts.every((part) => part in typed),
          }),
    [key, base, parts],
  );
  useEffect(() => {
    const typed = store?.read();
    if (!typed) return;
    reset(typed, { keepDefaultValues: true });
    setIsRestored(true);
  }, [store, reset]);
  useEffect(() => {
    if (isForgotten.current) return;
    if (isDirty) store?.write(toKept ? toKept(values) : values);
    else store?.clear();
  }, [store, isDirty, values, toKept]);
  return {
    isRestored: isRestored && isDirty,
    startOver: () => reset(initial),
    forget: () => {
      isForgotten.current = true;
      store?.clear();
    },
  };
}
