import { type InputFault, PosternError } from "@/domain/errors";
import type { EventTypeSettings } from "@/domain/event/event-type-definition";
import { Prisma } from "@/prisma/generated/client";
import { type SchemaChecks, SchemaFault } from "@/server/event-type/schema-checks";

/**
 * Returns the columns for an event type's settings. Throws PosternError `invalid_input` for a schema that cannot be used, or an
 * example that it does not allow.
 */
export function eventTypeColumns({ schemas, name, settings }: { schemas: SchemaChecks; name: string; settings: EventTypeSettings }) {
  const faults = findFaults(schemas, settings);
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

function findFaults(schemas: SchemaChecks, { schema, example }: EventTypeSettings): InputFault[] {
  if (!schema) return [];
  try {
    return schemas.vet(schema, example ?? undefined).map(({ path, message }) => ({ path: path ? `example.${path}` : "example", message }));
  } catch (error) {
    if (error instanceof SchemaFault) return [{ path: "schema", message: error.message }];
    throw error;
  }
}
