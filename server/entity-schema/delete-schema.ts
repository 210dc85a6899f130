import { randomUUID } from "node:crypto";
import { type EntitySchemaReference, entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getSchemaInTenant } from "@/server/entity-schema/get-schema-in-tenant";
import { assertNoListeners } from "@/server/event-type/assert-no-listeners";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

/**
 * Deletes an entity schema with all its versions, and the event types that follow from it. Its entities stay, and can be reached
 * again when there is a schema of its slug. Needs the scope write. Throws PosternError `not_found`, and `conflict` while webhooks
 * listen to these event types, which the message names.
 */
export async function deleteSchema({ ctx, input }: { ctx: Context; input: EntitySchemaReference }): Promise<void> {
  authorise(ctx, "write");
  const { slug } = parseInput(entitySchemaReference, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const { name, version } = await getSchemaInTenant({ db: tx, organizationId, slug });
    const types = await tx.eventType.findMany({ where: { organizationId, entitySchema: slug }, select: { name: true } });
    await assertNoListeners({ tx, organizationId, names: types.map((type) => type.name) });
    await tx.eventType.deleteMany({ where: { organizationId, entitySchema: slug } });
    await tx.entitySchemaVersion.deleteMany({ where: { organizationId, slug } });
    // What comes with Postern would be there again: this row says that the organization does not want it.
    if (seededSchema(slug)) {
      const deletion = { organizationId, slug, version: version + 1, id: randomUUID(), createdAt: ctx.clock.now() };
      await tx.entitySchemaVersion.create({ data: deletion });
    }
    await recordAudit({ tx, ctx, action: "entity_schema.deleted", target: { type: "entity_schema", id: slug, name } });
  });
}
