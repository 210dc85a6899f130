import type { Entity } from "@/domain/entity/entity";
import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";
import { readEntity } from "@/server/entity/read-entity";

/** Returns an entity of the context's organization, be it deleted or not. Throws PosternError `not_found`. */
export async function findEntity({ ctx, slug, id }: { ctx: Context; slug: string; id: string }): Promise<Entity> {
  const found = await readEntity({ db: ctx.db, organizationId: ctx.tenant.organizationId, slug, id });
  if (!found) throw entityNotFound(slug);
  return found.entity;
}

/** Returns the error for an entity that the organization does not have, or not under this schema. */
export function entityNotFound(slug: string): PosternError {
  return new PosternError("not_found", `This organization has no such ${slug}. It may have been deleted for good.`);
}
