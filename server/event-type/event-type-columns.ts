import { type InputFault, PosternError } from "@/domain/errors";
import type { EventTypeSettings } from "@/domain/event/event-type-definition";
import { Prisma } from "@/prisma/generated/client";
import { SchemaFault, vetSchema } from "@/server/event-type/schema-validator";

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
