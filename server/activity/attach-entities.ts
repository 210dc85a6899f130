import { PosternError } from "@/domain/errors";
import { newUlid } from "@/domain/ids";
import type { Transaction } from "@/server/platform/db";

/**
 * Attaches an activity to the feeds of entities. One that it stands in already is passed over. Returns the ids of the others. Throws
 * PosternError `not_found` for an entity that is not there.
 */
export async function attachEntities(input: {
  tx: Transaction;
  organizationId: string;
  activityId: string;
  entityIds: readonly string[];
}): Promise<string[]> {
  const { tx, organizationId, activityId } = input;
  const entityIds = [...new Set(input.entityIds)];
  if (entityIds.length === 0) return [];
  const found = await tx.entity.findMany({ where: { organizationId, id: { in: entityIds } }, select: { id: true } });
  const missing = entityIds.find((id) => !found.some((entity) => entity.id === id));
  if (missing !== undefined) throw new PosternError("not_found", `This organization has no entity ${missing}. Nothing was attached.`);
  const attached = await tx.$queryRaw<{ entityId: string }[]>`
    insert into activity_operation (organization_id, activity_id, id, entity_id, schema)
    select e.organization_id, ${activityId}, n.id, e.id, e.schema
    from unnest(${entityIds}::text[], ${entityIds.map(() => newUlid())}::text[]) as n(entity_id, id)
    join entity e on e.organization_id = ${organizationId} and e.id = n.entity_id
    where not exists (
      select from activity_operation o where o.organization_id = ${organizationId} and o.activity_id = ${activityId} and o.entity_id = e.id
    )
    returning entity_id as "entityId"`;
  return attached.map(({ entityId }) => entityId);
}
