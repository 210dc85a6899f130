import type { z } from "zod";
import { NO_ANSWER } from "@/components/form/call-action";
import { writeJson } from "@/domain/json/write-json";

/** An error answer of the portal's own data routes. `isSignedOut` is true when the session has ended. */
export class DataError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "DataError";
    this.status = status;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }
}

/**
 * Fetches JSON from a data route and checks its shape. With `send` it posts that as JSON. Throws DataError with a message for the
 * reader.
 */
export async function fetchJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal?: AbortSignal,
  send?: unknown,
): Promise<z.output<Schema>> {
  const answer = await fetch(path, {
    ...(signal ? { signal } : {}),
    ...(send === undefined ? {} : { method: "POST", body: writeJson(send) }),
    headers: { accept: "application/json", ...(send === undefined ? {} : { "content-type": "application/json" }) },
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new DataError(answer.status, messageOf(body));
  return schema.parse(body);
}

function messageOf(body: unknown): string {
  const isNamed = typeof body === "object" && body !== null && "message" in body && typeof body.message === "string";
  return isNamed ? String(body.message) : NO_ANSWER.message;
}
