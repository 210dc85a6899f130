import type { TokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import { refusalOf, SCOPES_OF_ROLE } from "@/domain/user/roles";
import type { Actor, Context } from "@/server/context";

/**
 * Checks whether the actor may act in this scope. An API token is judged by its scopes (`admin` stands for all of them), a user
 * by the role.
 */
export function isAllowed(actor: Actor, scope: TokenScope): boolean {
  if (actor.type === "system") return true;
  const scopes: readonly TokenScope[] = actor.type === "user" ? SCOPES_OF_ROLE[actor.role] : actor.scopes;
  return scopes.includes(scope) || scopes.includes("admin");
}

/** Throws PosternError `forbidden`, which names the missing scope or role. Every verb calls this first. */
export function authorise(ctx: Context, scope: TokenScope): void {
  if (isAllowed(ctx.actor, scope)) return;
  const refusal = ctx.actor.type === "user" ? refusalOf(ctx.actor.role, scope) : null;
  const remedy = refusal ?? `This API token lacks the scope "${scope}". Use a token that has it.`;
  throw new PosternError("forbidden", remedy);
}
