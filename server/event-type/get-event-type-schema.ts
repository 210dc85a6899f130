import { type EventTypeReference, eventTypeReference } from "@/domain/event/event-type-definition";
import { SCHEMA_DIALECT } from "@/domain/event/json-schema";
import { toJsonObject } from "@/domain/json/json-object";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";

/**
 * Returns the JSON Schema (2020-12) of an event of this type, without its name and id. A type without a schema gets one that
 * allows any object. Needs the scope read. Throws PosternError `not_found`.
 */
export async function getEventTypeSchema(input: { ctx: Context; input: EventTypeReference }): Promise<Record<string, unknown>> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { name } = parseInput(eventTypeReference, input.input);
  const type = await getEventTypeInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, name });
  return toJsonObject(type.schema) ?? { $schema: SCHEMA_DIALECT, type: "object" };
}
