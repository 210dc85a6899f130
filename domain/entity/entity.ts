/** The attributes of an entity, as JSON; relations are attributes too (domain/entity/relations.ts). Without what Postern itself sets. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A record of an entity schema. */
export interface Entity {
  /** A UUID. */
  id: string;
  /** The slug of its schema. */
  schema: string;
  /** Made by the schema's title template, or given where the schema has none. */
  title: string | null;
  attributes: Attributes;
  createdAt: Date;
  /** The time of the last change, in milliseconds. Each change has a later one than the change before. */
  updatedAt: Date;
  /** The time of the soft deletion; null while it is not deleted. */
  deletedAt: Date | null;
}

/** An entity as the API and events show it: what Postern sets, and the attributes. */
export interface EntityItem {
  [attribute: string]: unknown;
  _id: string;
  _org: string;
  _schema: string;
  _title: string | null;
  _created_at: string;
  _updated_at: string;
  _deleted_at?: string;
}

/** The keys of an entity that its callers cannot set. In a body they are ignored, so that what was read can be sent back. */
const READ_ONLY_KEYS: ReadonlySet<string> = new Set([
  ...["_id", "_org", "_schema", "_created_at", "_updated_at", "_deleted_at"],
  ...["_owners", "_acl", "_changesets", "_automation_chain", "$relation"],
]);

/** The key of the title, which is kept apart from the attributes. */
const TITLE_KEY = "_title";

/** Returns what a body sets: its attributes, and the title where it gives one. */
export function splitBody(body: Attributes): { attributes: Attributes; title: string | null | undefined } {
  const attributes = Object.fromEntries(Object.entries(body).filter(([key]) => key !== TITLE_KEY && !READ_ONLY_KEYS.has(key)));
  const title = Object.hasOwn(body, TITLE_KEY) ? body[TITLE_KEY] : undefined;
  return { attributes, title: typeof title === "string" || title === null ? title : undefined };
}

/** Returns an entity as the API and events show it: what Postern sets first, then the attributes in the order of their setting. */
export function entityItem({ organizationId, entity }: { organizationId: string; entity: Entity }): EntityItem {
  return {
    _id: entity.id,
    _org: organizationId,
    _schema: entity.schema,
    _title: entity.title,
    _created_at: entity.createdAt.toISOString(),
    _updated_at: entity.updatedAt.toISOString(),
    ...(entity.deletedAt && { _deleted_at: entity.deletedAt.toISOString() }),
    ...(entity.attributes as Record<string, unknown>),
  };
}
