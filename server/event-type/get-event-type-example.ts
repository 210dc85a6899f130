import { type EventTypeReference, eventTypeReference } from "@/domain/event/event-type-definition";
import { exampleFromSchema } from "@/domain/event/example-from-schema";
import { toJsonObject } from "@/domain/json/json-object";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";

/**
 * Returns an example of an event of this type, without its name and id: the type's own example, else one made from its schema.
 * Needs the scope read. Throws PosternError `not_found`.
 */
export async function getEventTypeExample(input: { ctx: Context; input: EventTypeReference }): Promise<Record<string, unknown>> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { name } = parseInput(eventTypeReference, input.input);
  const type = await getEventTypeInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, name });
  return toJsonObject(type.example) ?? toJsonObject(exampleFromSchema(type.schema)) ?? { entity: {} };
}
