import { PosternError } from "@/domain/errors";
import { findListeners } from "@/server/event-type/find-listeners";
import type { Transaction } from "@/server/platform/db";

const MAX_NAMED = 10;

/** Throws PosternError `conflict`, which names the webhooks, while webhooks listen to these event types. */
export async function assertNoListeners(input: { tx: Transaction; organizationId: string; names: readonly string[] }): Promise<void> {
  const { tx, organizationId, names } = input;
  const found = await findListeners({ db: tx, organizationId, names });
  const listeners = [...found.values()].flat();
  if (listeners.length === 0) return;
  const named = listeners.slice(0, MAX_NAMED).map((webhook) => `“${webhook.name}” (${webhook.id})`);
  const rest = listeners.length - named.length;
  const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  const count = listeners.length === 1 ? "A webhook listens" : `${listeners.length} webhooks listen`;
  const heard = [...found.keys()].sort().join(", ");
  throw new PosternError("conflict", `${count} to ${heard}: ${list}. Delete them or have them listen to another event first.`);
}
