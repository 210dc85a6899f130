type Attributes = Readonly<Record<string, unknown>>;

/** The slug of the schema whose entities are the resources of `client.*` events, and the `object` of each. */
const CLIENT = "client";

/** Checks whether an entity is a client. */
export function isClient(entity: Attributes): boolean {
  return entity["_schema"] === CLIENT;
}

/**
 * Returns an entity as the event-object format has it. A client is the resource of that format's own example: its properties with `id`
 * and `object`, in alphabetical order, without what Postern keeps of every entity. Any other entity stays as it is.
 */
export function resourceOf(entity: Attributes): Attributes {
  if (!isClient(entity)) return entity;
  const properties = Object.entries(entity).filter(([key]) => !key.startsWith("_"));
  const resource = { id: entity["_id"], object: CLIENT, ...Object.fromEntries(properties) };
  return Object.fromEntries(Object.entries(resource).sort(([one], [other]) => (one < other ? -1 : 1)));
}
