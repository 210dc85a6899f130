import { givenState } from "@/domain/entity/apply-body";
import type { EntityItem } from "@/domain/entity/entity";
import { changeOptions, entityBody } from "@/domain/entity/entity-input";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { refuseOtherSchema } from "@/server/entity/assert-changeable";
import { assertValidWhere } from "@/server/entity/assert-valid";
import { changeEntity } from "@/server/entity/change-entity";
import { serializeEntity } from "@/server/entity/serialize-entity";

const entityCreation = changeOptions.extend({ slug: entitySlug, body: entityBody });

/** Creates an entity from a body of attributes, and publishes `<slug>.created`. Returns it. */
export async function createEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<EntityItem> {
  authorise(ctx, "write");
  const { slug, body, isValidated, ...options } = parseInput(entityCreation, input);
  refuseOtherSchema({ body, slug });
  const { entity } = await changeEntity({
    ctx,
    request: {
      ...{ slug, entityId: null, operation: "createEntity", payload: body, ...options },
      apply: (_before, schema) => {
        const state = givenState({ schema, body });
        assertValidWhere(isValidated, { ctx, schema, ...state });
        return { ...state, deletedAt: null };
      },
    },
  });
  return serializeEntity({ ctx, entity });
}
