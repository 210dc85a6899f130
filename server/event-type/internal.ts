import { type InputFault, PosternError } from "@/domain/errors";
import type { EventTypeListener, EventTypeSettings } from "@/domain/event/event-type-definition";
import { type EventType, Prisma } from "@/prisma/generated/client";
import { SchemaFault, vetSchema } from "@/server/event-type/schema-validator";
import type { Database, Transaction } from "@/server/platform/db";

/** The one way to an event type, by its name or an alias. Throws PosternError `not_found`, for another organization's as for none. */
export async function getEventTypeInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  name: string;
}): Promise<EventType> {
  const { db, organizationId, name } = input;
  const types = await db.eventType.findMany({ where: { organizationId, OR: [{ name }, { aliases: { has: name } }] } });
  // A canonical name goes before an alias of another type.
  const type = types.find((candidate) => candidate.name === name) ?? types[0];
  if (!type) throw new PosternError("not_found", `This organization has no event type ${name}. GET /v1/events lists them.`);
  return type;
}

/** Who listens to these event types, by the type's name, oldest first. */
export async function findListeners(input: {
  db: Database | Transaction;
  organizationId: string;
  names?: readonly string[];
}): Promise<ReadonlyMap<string, EventTypeListener[]>> {
  const { db, organizationId, names } = input;
  const webhooks = await db.webhook.findMany({
    where: { organizationId, deletedAt: null, ...(names && { eventType: { in: [...names] } }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true, eventType: true },
  });
  const listeners = new Map<string, EventTypeListener[]>();
  for (const { id, name, eventType } of webhooks) listeners.set(eventType, [...(listeners.get(eventType) ?? []), { id, name }]);
  return listeners;
}

/** Throws PosternError `conflict` where a name or alias is already that of another event type. */
export async function assertNamesFree(input: {
  tx: Transaction;
  organizationId: string;
  name: string;
  aliases: readonly string[];
}): Promise<void> {
  const { tx, organizationId, name, aliases } = input;
  const names = [name, ...aliases];
  const other = await tx.eventType.findFirst({
    where: { organizationId, name: { not: name }, OR: [{ name: { in: names } }, { aliases: { hasSome: names } }] },
    select: { name: true, aliases: true },
  });
  if (!other) return;
  const taken = names.find((candidate) => candidate === other.name || other.aliases.includes(candidate));
  throw new PosternError("conflict", `${taken} is already a name of the event type ${other.name}. Choose another one.`);
}

/** What was decided about an event type as its columns. Throws PosternError `invalid_input` for a schema that cannot be used, or an example that it does not allow. */
export function eventTypeColumns({ name, settings }: { name: string; settings: EventTypeSettings }) {
  const faults = findFaults(settings);
  const [first] = faults;
  if (first) throw new PosternError("invalid_input", `${first.path}: ${first.message}`, { faults });
  return {
    label: settings.label?.trim() || name,
    description: settings.description ?? "",
    aliases: [...new Set(settings.aliases ?? [])].filter((alias) => alias !== name),
    schema: (settings.schema as Prisma.InputJsonObject | null | undefined) ?? Prisma.DbNull,
    example: (settings.example as Prisma.InputJsonObject | null | undefined) ?? Prisma.DbNull,
    strict: settings.strict ?? false,
  };
}

function findFaults({ schema, example }: EventTypeSettings): InputFault[] {
  if (!schema) return [];
  try {
    return vetSchema(schema, example ?? undefined).map(({ path, message }) => ({ path: path ? `example.${path}` : "example", message }));
  } catch (error) {
    if (error instanceof SchemaFault) return [{ path: "schema", message: error.message }];
    throw error;
  }
}
