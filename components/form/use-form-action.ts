"use client";

import { type FormEvent, useState } from "react";
import type { z } from "zod";
import type { ActionResult } from "@/components/form/action-result";
import type { InputFault } from "@/domain/errors";

/**
 * A small form on an action: checks what was typed with the schema that the server uses, sends it, and keeps the faults, each for
 * its field, or a refusal that concerns the whole. What was typed is the caller's and stays.
 */
export function useFormAction<Data>({
  schema,
  input,
  action,
  onDone,
}: {
  schema: z.ZodType;
  input: unknown;
  action: (input: unknown) => Promise<ActionResult<Data>>;
  onDone: (data: Data) => void | Promise<void>;
}) {
  const [faults, setFaults] = useState<readonly InputFault[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = schema.safeParse(input);
    setRefusal(null);
    setFaults(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
    if (!parsed.success) return;
    setIsPending(true);
    const result = await action(input).catch(() => null);
    if (result?.ok) await onDone(result.data);
    else if (!result) setRefusal("The server could not be reached. Nothing was saved: try again.");
    else if (result.error.faults.length > 0) setFaults(result.error.faults);
    else setRefusal(result.error.message);
    setIsPending(false);
  };
  const faultAt = (field: string) => faults.find(({ path }) => path === field)?.message;
  /** Of a field that holds several things, such as lines: the first fault of the whole or of one of them. */
  const faultWithin = (field: string) => faults.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
  return { submit, isPending, refusal, faultAt, faultWithin };
}
