import { z } from "zod";
import { changeOptions, entityReference } from "@/domain/entity/entity-input";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { changeEntity } from "@/server/entity/change-entity";

const entityDeletion = changeOptions.pick({ activityId: true }).extend({ ...entityReference.shape, isPurged: z.boolean().default(false) });

/**
 * Deletes an entity so that it can be restored, or for good with all that its activities hold of it, and publishes `<slug>.deleted`.
 * Deleting a deleted one again does nothing. Throws PosternError `not_found`.
 */
export async function deleteEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<void> {
  authorise(ctx, "write");
  const { slug, id, isPurged, activityId } = parseInput(entityDeletion, input);
  await changeEntity({
    ctx,
    request: {
      ...{ slug, entityId: id, operation: isPurged ? "deleteEntity" : "softDeleteEntity", payload: {}, activityId },
      apply: (before) => {
        if (!before) throw new Error("Only an entity that exists is deleted.");
        return isPurged ? null : { ...before, deletedAt: before.deletedAt ?? ctx.clock.now() };
      },
    },
  });
}
