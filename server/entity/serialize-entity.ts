import { type Entity, type EntityItem, entityItem } from "@/domain/entity/entity";
import type { Context } from "@/server/context";

/** Returns an entity as the API answers it. */
export function serializeEntity({ ctx, entity }: { ctx: Pick<Context, "tenant">; entity: Entity }): EntityItem {
  return entityItem({ organizationId: ctx.tenant.organizationId, entity });
}
