import type { TokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import { refusalOf, SCOPES_OF_ROLE } from "@/domain/user/roles";
import type { Actor, Context } from "@/server/context";

/** Whether the actor may act in this scope: an API token by its scopes (`admin` stands for all), a user by the role. */
export function isAllowed(actor: Actor, scope: TokenScope): boolean {
  if (actor.type === "system") return true;
  const scopes: readonly TokenScope[] = actor.type === "user" ? SCOPES_OF_ROLE[actor.role] : actor.scopes;
  return scopes.includes(scope) || scopes.includes("admin");
}

/** The first line of every verb. Throws PosternError `forbidden`, naming what is missing. */
export function authorise(ctx: Context, scope: TokenScope): void {
  if (isAllowed(ctx.actor, scope)) return;
  const refusal = ctx.actor.type === "user" ? refusalOf(ctx.actor.role, scope) : null;
  const remedy = refusal ?? `This API token lacks the scope "${scope}". Use a token that has it.`;
  throw new PosternError("forbidden", remedy);
}
