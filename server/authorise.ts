import type { TokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import type { Role } from "@/prisma/generated/enums";
import type { Actor, Context } from "@/server/context";

const SCOPES_OF_ROLE = {
  owner: ["read", "write", "publish", "admin"],
  admin: ["read", "write", "publish"],
  viewer: ["read"],
} as const satisfies Record<Role, readonly TokenScope[]>;

/** Whether the actor may act in this scope: an API token by its scopes (`admin` stands for all), a user by the role. */
export function isAllowed(actor: Actor, scope: TokenScope): boolean {
  if (actor.type === "system") return true;
  const scopes: readonly TokenScope[] = actor.type === "user" ? SCOPES_OF_ROLE[actor.role] : actor.scopes;
  return scopes.includes(scope) || scopes.includes("admin");
}

/** The first line of every verb. Throws PosternError `forbidden`, naming what is missing. */
export function authorise(ctx: Context, scope: TokenScope): void {
  if (isAllowed(ctx.actor, scope)) return;
  const remedy =
    ctx.actor.type === "user"
      ? `Your role does not allow this (it needs the right to ${scope}). Ask an owner of the organization.`
      : `This API token lacks the scope "${scope}". Use a token that has it.`;
  throw new PosternError("forbidden", remedy);
}
