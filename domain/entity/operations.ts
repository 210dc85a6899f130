/** The part of an event's name that follows the schema's slug, as in `contact.updated`. */
export const EVENT_OF_OPERATION = {
  createEntity: "created",
  updateEntity: "updated",
  restoreEntity: "updated",
  relationsAdded: "updated",
  relationsRemoved: "updated",
  softDeleteEntity: "deleted",
  deleteEntity: "deleted",
} as const satisfies Record<string, "created" | "updated" | "deleted">;

/** The operations on entities that the activities of this installation hold, by the names of the Entity API. */
export type EntityOperation = keyof typeof EVENT_OF_OPERATION;

/** The activity that an operation makes where the caller names none. `done` is what it says that the caller did. */
export const ACTIVITY_OF_OPERATION = {
  createEntity: { type: "EntityCreated", title: "Entity created", done: "created" },
  updateEntity: { type: "EntityUpdated", title: "Entity updated", done: "updated" },
  restoreEntity: { type: "EntityRestored", title: "Entity restored", done: "restored" },
  softDeleteEntity: { type: "EntitySoftDeleted", title: "Entity deleted", done: "deleted" },
  deleteEntity: { type: "EntityDeleted", title: "Entity deleted for good", done: "deleted for good" },
  relationsAdded: { type: "RelationsAdded", title: "Relations added", done: "added relations to" },
  relationsRemoved: { type: "RelationsRemoved", title: "Relations removed", done: "removed relations from" },
} as const satisfies Record<EntityOperation, { type: string; title: string; done: string }>;
