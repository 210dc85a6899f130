import { type Attributes, type Entity, splitBody } from "@/domain/entity/entity";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";
import { renderTitle } from "@/domain/entity-schema/render-title";

/** The attributes and the title that an operation leads to. */
type State = Pick<Entity, "attributes" | "title">;

/** Returns the state of a new entity, and that after a PUT: the body alone. */
export function givenState({ schema, body }: { schema: EntitySchema; body: Attributes }): State {
  const { attributes, title } = splitBody(body);
  return titled(schema, attributes, title ?? null);
}

/** Returns the state after a PATCH: an attribute that the body names has its value there, and the others keep theirs. */
export function patchedState({ schema, before, body }: { schema: EntitySchema; before: Entity; body: Attributes }): State {
  const { attributes, title } = splitBody(body);
  return titled(schema, { ...before.attributes, ...attributes }, title === undefined ? before.title : title);
}

/** Returns the state with these attributes, as additions and removals of relations lead to. */
export function stateWith({ schema, before, attributes }: { schema: EntitySchema; before: Entity; attributes: Attributes }): State {
  return titled(schema, attributes, before.title);
}

function titled(schema: EntitySchema, attributes: Attributes, given: string | null): State {
  return { attributes, title: schema.title_template ? renderTitle(schema.title_template, attributes) : given };
}
