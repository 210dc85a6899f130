import type { Attributes, Entity } from "@/domain/entity/entity";
import { PosternError } from "@/domain/errors";

/** Throws PosternError `invalid_input` where a body names another schema than its path does. */
export function refuseOtherSchema({ body, slug }: { body: Attributes; slug: string }): void {
  const named = body["_schema"];
  if (named === undefined || named === slug) return;
  const message = `This is not the schema of the path, which is ${slug}: leave it out.`;
  throw new PosternError("invalid_input", `_schema: ${message}`, { faults: [{ path: "_schema", message }] });
}

/** Returns an entity that is there and not deleted. Throws PosternError `conflict` for a deleted one. */
export function assertNotDeleted(entity: Entity | null): Entity {
  if (!entity) throw new Error("Only an entity that exists is changed.");
  if (entity.deletedAt === null) return entity;
  throw new PosternError("conflict", "This entity is deleted. Restore it before you change it.");
}

/**
 * Throws PosternError `conflict` where a body names the time of an earlier state, which is what its caller has read. A body without
 * `_updated_at` is for any state.
 */
export function refuseOutdated({ body, entity }: { body: Attributes; entity: Entity }): void {
  const read = body["_updated_at"];
  if (read === undefined || read === null) return;
  const readAt = typeof read === "string" ? Date.parse(read) : Number.NaN;
  if (Number.isNaN(readAt)) {
    const message = "Give the time as you have read it, such as 2026-03-01T12:00:00.000Z, or leave it out.";
    throw new PosternError("invalid_input", `_updated_at: ${message}`, { faults: [{ path: "_updated_at", message }] });
  }
  if (entity.updatedAt.getTime() <= readAt) return;
  throw new PosternError(
    "conflict",
    `This entity was changed at ${entity.updatedAt.toISOString()}, after what you have read. Read it again.`,
  );
}
