import { PosternError } from "@/domain/errors";
import { MAX_HOPS } from "@/domain/event/hops";
import type { Context } from "@/server/context";

/**
 * Checks that a request is not the end of a long row of deliveries: webhooks that lead to each other in a circle would multiply events
 * without end. Throws PosternError `unprocessable`.
 */
export function assertFewHops({ hops = 0 }: Pick<Context, "hops">): void {
  if (hops <= MAX_HOPS) return;
  throw new PosternError(
    "unprocessable",
    `This request comes from a delivery that comes from a delivery, more than ${MAX_HOPS} times over (postern-hops): webhooks lead in a circle. Nothing was published.`,
  );
}
