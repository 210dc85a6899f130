"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type FormEvent, useRef, useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { z } from "zod";
import type { ActionError, ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { placeFault } from "@/components/form/place-fault";
import { useFaultyControls } from "@/components/form/use-faulty-controls";
import { wordsForIssue } from "@/domain/words-for-issue";

/**
 * Makes a form on top of a server action. `schema` makes the action's input from what is typed, and the server judges by the same rules.
 * Faults stand at their fields, the server's too, and the first one takes the focus. `fault` is an error that belongs to no field. What was
 * typed stays.
 */
export function useActionForm<Values extends FieldValues, Input, Data>({
  schema,
  defaultValues,
  action,
  onDone,
  conflictField,
  mode = "onSubmit",
}: {
  schema: z.ZodType<Input, Values>;
  defaultValues: DefaultValues<Values>;
  action: (input: Input) => Promise<ActionResult<Data>>;
  onDone: (data: Data, input: Input) => void | Promise<void>;
  /** The field that a conflict is about, such as a name that is taken. */
  conflictField?: Path<Values> | undefined;
  /** The moment at which what is typed is judged for the first time. */
  mode?: "onSubmit" | "onChange";
}) {
  const form = useForm<Values, unknown, Input>({
    resolver: zodResolver(schema, { error: wordsForIssue }),
    defaultValues,
    mode,
    shouldFocusError: false,
  });
  const [fault, setFault] = useState<ActionError | null>(null);
  const ref = useRef<HTMLFormElement>(null);
  const { seek } = useFaultyControls(ref);

  const show = (error: ActionError) => {
    const faults = error.code === "conflict" && conflictField ? [{ path: conflictField, message: error.message }] : error.faults;
    const placed = faults.flatMap((found) => placeFault(found, form.getValues()) ?? []);
    for (const { path, message } of placed) form.setError(path as Path<Values>, { message });
    if (placed.length > 0) seek();
    if (placed.length === 0 || placed.length < faults.length) setFault(error);
  };
  const send = form.handleSubmit(async (input) => {
    const result = await callAction(() => action(input));
    if (result.ok) await onDone(result.data, input);
    else show(result.error);
  }, seek);
  const onSubmit = (event: FormEvent) => {
    setFault(null);
    return send(event);
  };
  return {
    form,
    formProps: { ref, onSubmit, noValidate: true },
    fault,
    errors: form.formState.errors,
    isPending: form.formState.isSubmitting,
  };
}
