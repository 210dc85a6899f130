import { z } from "zod";

/** A fault, and its place in the field; an empty path means the field as a whole. */
export interface FieldFault {
  path: readonly (string | number)[];
  message: string;
}

/** The receiver of a schema's faults. */
export interface FaultSink {
  addIssue(issue: { code: "custom"; path: (string | number)[]; message: string }): void;
}

export function refuse(sink: FaultSink, { path, message }: FieldFault): void {
  sink.addIssue({ code: "custom", path: [...path], message });
}

/**
 * Makes the schema of a form's field. The API's own schema judges what was typed, and the result is as the API takes it. `missing` returns
 * a fault where the API would do without something that a form asks for. `reword` replaces a message that is in the API's own terms.
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

/** Returns what was typed, for a field that is sent as it is. */
export function asTyped<Typed>(typed: Typed): Typed {
  return typed;
}
