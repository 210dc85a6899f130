import { z } from "zod";
import { givenState, patchedState } from "@/domain/entity/apply-body";
import type { EntityItem } from "@/domain/entity/entity";
import { changeOptions, entityBody, entityReference } from "@/domain/entity/entity-input";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertNotDeleted, refuseOtherSchema, refuseOutdated } from "@/server/entity/assert-changeable";
import { assertValidWhere } from "@/server/entity/assert-valid";
import { changeEntity } from "@/server/entity/change-entity";
import { serializeEntity } from "@/server/entity/serialize-entity";

const entityUpdate = changeOptions.extend({ ...entityReference.shape, body: entityBody, isPatch: z.boolean() });

/**
 * Changes an entity, and publishes `<slug>.updated`. With `isPatch` the body's attributes are set and the others stay; otherwise the
 * body is all that stays. Returns the entity. Throws PosternError `not_found`, and `conflict` where it is deleted or, for a PATCH,
 * was changed after the `_updated_at` of the body.
 */
export async function updateEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<EntityItem> {
  authorise(ctx, "write");
  const { slug, id, body, isPatch, isValidated, ...options } = parseInput(entityUpdate, input);
  refuseOtherSchema({ body, slug });
  const { entity } = await changeEntity({
    ctx,
    request: {
      ...{ slug, entityId: id, operation: "updateEntity", payload: body, ...options },
      apply: (given, schema) => {
        const before = assertNotDeleted(given);
        if (isPatch) refuseOutdated({ body, entity: before });
        const state = isPatch ? patchedState({ schema, before, body }) : givenState({ schema, body });
        assertValidWhere(isValidated, { ctx, schema, ...state });
        return { ...state, deletedAt: null };
      },
    },
  });
  return serializeEntity({ ctx, entity });
}
