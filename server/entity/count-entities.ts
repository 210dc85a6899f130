import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** Returns the number of entities of each schema that are not deleted, by the schema's slug. Needs the scope read. */
export async function countEntities({ ctx }: { ctx: Context }): Promise<ReadonlyMap<string, number>> {
  authorise(ctx, "read");
  const rows = await ctx.db.entity.groupBy({
    by: ["schema"],
    where: { organizationId: ctx.tenant.organizationId, deletedAt: null },
    _count: { _all: true },
  });
  return new Map(rows.map(({ schema, _count }) => [schema, _count._all]));
}
