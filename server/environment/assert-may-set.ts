import type { VariableUser } from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import type { MovedWebhook } from "@/server/environment/find-moved-webhooks";
import { nameWebhooks } from "@/server/environment/name-webhooks";

const ASK = 'Only an owner may do this: ask one, or use an API token with the scope "admin".';

/** The consequences of setting a variable, beside its new value. */
interface Consequences {
  key: string;
  /** The webhooks that the value leads to another origin. */
  moved: readonly MovedWebhook[];
  /** The webhooks that name it when it becomes secret: the value would be sent to their endpoints. Empty where it does not. */
  exposedTo: readonly VariableUser[];
  /** True when a stored secret may be sent to other hosts than before. A value that is given with them is the giver's own. */
  isUnbound: boolean;
}

/**
 * Checks that the actor may set a variable, where that has the effect of something that only owners may do with a webhook
 * (docs/decisions/027-secrets-stay-with-their-origin.md). Throws PosternError `forbidden` with the names of the webhooks.
 */
export function assertMaySet({ ctx, consequences }: { ctx: Context; consequences: Consequences }): void {
  if (isAllowed(ctx.actor, "admin")) return;
  const { key, moved, exposedTo, isUnbound } = consequences;
  const taking = moved.filter(({ hasSecrets }) => hasSecrets);
  if (taking.length > 0) {
    const message = `This value of ${key} leads ${nameWebhooks(taking)} to another origin, with secrets that were stored for the present one. ${ASK}`;
    throw new PosternError("forbidden", message);
  }
  if (exposedTo.length > 0) {
    const message = `The environment variable ${key} is named by ${nameWebhooks(exposedTo)}, so that a secret value would be sent there. ${ASK}`;
    throw new PosternError("forbidden", message);
  }
  if (!isUnbound) return;
  throw new PosternError(
    "forbidden",
    `Give a new value of ${key} together with its hosts, since the stored one is not yours to send. ${ASK}`,
  );
}
