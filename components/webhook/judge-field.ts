import { z } from "zod";

/** What is wrong, and where in the field; with an empty path, nowhere in particular. */
export interface FieldFault {
  path: readonly (string | number)[];
  message: string;
}

/** Where a schema is told of faults. */
export interface FaultSink {
  addIssue(issue: { code: "custom"; path: (string | number)[]; message: string }): void;
}

export function refuse(sink: FaultSink, { path, message }: FieldFault): void {
  sink.addIssue({ code: "custom", path: [...path], message });
}

/**
 * Makes the schema of a form's field: what was typed is judged by the API's own schema, and given as the API takes it. `missing` tells what
 * the API would do without and a form asks for; `reword` says of a fault what a form says, where the API speaks in its own terms.
 */
export function judgeField<Typed, Sent>(input: {
  schema: z.ZodType<unknown, Sent>;
  send: (typed: Typed) => Sent;
  missing?: (typed: Typed) => FieldFault | null;
  reword?: (message: string) => string;
}) {
  const { schema, send, missing, reword } = input;
  return z.custom<Typed>().transform((typed, check): Sent => {
    const sent = send(typed);
    const lack = missing?.(typed) ?? null;
    if (lack) refuse(check, lack);
    for (const { path, message } of schema.safeParse(sent).error?.issues ?? []) {
      refuse(check, { path: path.map(String), message: reword?.(message) ?? message });
    }
    return sent;
  });
}

/** For a field that is sent as it was typed. */
export function asTyped<Typed>(typed: Typed): Typed {
  return typed;
}
