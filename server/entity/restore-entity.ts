import type { EntityItem } from "@/domain/entity/entity";
import { changeOptions, entityReference } from "@/domain/entity/entity-input";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { changeEntity } from "@/server/entity/change-entity";
import { serializeEntity } from "@/server/entity/serialize-entity";

const entityRestoration = changeOptions.pick({ activityId: true }).extend(entityReference.shape);

/**
 * Restores a deleted entity, and publishes `<slug>.updated`. Returns it. Throws PosternError `not_found`, and `invalid_input` where
 * it is not deleted.
 */
export async function restoreEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<EntityItem> {
  authorise(ctx, "write");
  const { slug, id, activityId } = parseInput(entityRestoration, input);
  const { entity } = await changeEntity({
    ctx,
    request: {
      ...{ slug, entityId: id, operation: "restoreEntity", payload: {}, activityId },
      apply: (before) => {
        if (before?.deletedAt) return { ...before, deletedAt: null };
        const message = "This entity is not deleted.";
        throw new PosternError("invalid_input", message, { faults: [{ path: "id", message }] });
      },
    },
  });
  return serializeEntity({ ctx, entity });
}
