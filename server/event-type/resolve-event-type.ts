import { describeFaults } from "@/domain/describe-faults";
import { type InputFault, PosternError } from "@/domain/errors";
import type { Database, Transaction } from "@/server/platform/db";

/** The event type that an event's name stands for. */
export interface ResolvedEventType {
  /** The canonical name. */
  name: string;
  label: string;
}

/**
 * Returns the organization's event type with this canonical name or alias. Throws PosternError `invalid_input` for an unknown
 * name; `path` is the name's place in the caller's input.
 */
export async function resolveEventType(input: {
  db: Database | Transaction;
  organizationId: string;
  name: string;
  path?: string;
}): Promise<ResolvedEventType> {
  const types = await input.db.eventType.findMany({
    where: { organizationId: input.organizationId, OR: [{ name: input.name }, { aliases: { has: input.name } }] },
    select: { name: true, label: true },
  });
  // A canonical name takes precedence over an alias of another type.
  const type = types.find((candidate) => candidate.name === input.name) ?? types[0];
  if (!type) throw unknownEventNames([{ name: input.name, path: input.path ?? "eventName" }]);
  return type;
}

/** Returns the error for names that no event type of the organization has. Each has its place in the input. */
export function unknownEventNames(names: readonly { name: string; path: string }[]): PosternError {
  const faults: InputFault[] = names.map(({ name, path }) => ({
    path,
    message: `There is no event "${name}". GET /v1/webhooks/configured-events lists the names that can be used.`,
  }));
  return new PosternError("invalid_input", describeFaults(faults), { faults });
}
