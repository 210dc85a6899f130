import type { z } from "zod";
import { type BatchReplayAnswer, batchReplayInput } from "@/domain/delivery/replay-input";
import { PosternError } from "@/domain/errors";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { hasEvent, originalSource, replayedPayload } from "@/server/delivery/original-columns";
import { assertTriggerable } from "@/server/webhook-row/assert-triggerable";
import { getWebhookInTenant, noSuchWebhook } from "@/server/webhook-row/find-webhook";

/**
 * Sends up to 100 of a webhook's deliveries again, whatever their status. Each gets a new delivery that names its original and
 * keeps its message id. A payload that was sent is sent again byte by byte. One that was never sent is built from the event as it
 * was published. With `reapply_transform` every payload is built from its event with the webhook's transform as it is now. All
 * are replayed or none. Returns the originals' ids. Needs the scope publish.
 *
 * Throws PosternError `not_found` for a webhook that is unknown or deleted, and for ids that are not among its events, which it
 * names; `invalid_input` for a webhook that is disabled or incomplete; `unprocessable` when the data of one event is no longer
 * stored.
 */
export async function replayDeliveries(input: { ctx: Context; input: z.input<typeof batchReplayInput> }): Promise<BatchReplayAnswer> {
  const { ctx } = input;
  authorise(ctx, "publish");
  const { configId, eventIds, reapply_transform: isTransformedAgain } = parseInput(batchReplayInput, input.input);
  const { organizationId } = ctx.tenant;
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  assertTriggerable({ webhook, path: "configId" });
  const originalIds = [...new Set(eventIds)];
  await assertReplayable({ ctx, configId, originalIds, isTransformedAgain });

  const written = await ctx.db.$executeRaw`
    insert into queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, original_source, replay_of,
      metadata, size, payload, original_payload, next_at, held)
    select r.id, d.organization_id, d.webhook_id, d.event_id, d.event_at, d.message_id, d.event_name, 'replay', ${originalSource("d")}, d.id,
      d.metadata, d.size, ${replayedPayload("d", isTransformedAgain)}, now(), coalesce(l.holds, false)
    from unnest(${originalIds.map(() => newId("delivery"))}::text[], ${originalIds}::text[]) as r(id, replay_of)
    join delivery d on d.id = r.replay_of and d.organization_id = ${organizationId} and d.webhook_id = ${configId}
    join webhook w on w.id = d.webhook_id and w.enabled and w.deleted_at is null
    left join lane l on l.webhook_id = d.webhook_id`;
  // The webhook was deleted or disabled after it was read.
  if (written === 0) throw noSuchWebhook(configId);
  await ctx.jobs.send({ name: "webhook/deliveries.due" });
  return { replayed_event_ids: originalIds };
}

async function assertReplayable(input: {
  ctx: Context;
  configId: string;
  originalIds: readonly string[];
  isTransformedAgain: boolean;
}): Promise<void> {
  const { ctx, configId, originalIds, isTransformedAgain } = input;
  const { organizationId } = ctx.tenant;
  const originals = await ctx.db.$queryRaw<{ id: string; hasPayload: boolean; hasSource: boolean }[]>`
    select d.id, d.payload is not null as "hasPayload", ${hasEvent("d")} is not null or d.original_payload is not null as "hasSource"
    from delivery d
    where d.organization_id = ${organizationId} and d.webhook_id = ${configId} and d.id = any(${originalIds}::text[])`;

  const known = new Set(originals.map(({ id }) => id));
  const unknown = originalIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const message = `The webhook ${configId} has no event with the id ${unknown.join(", ")}. Nothing was replayed; its log of events gives their ids.`;
    throw new PosternError("not_found", message);
  }
  const gone = originals.filter(({ hasPayload, hasSource }) => !hasSource && (!hasPayload || isTransformedAgain)).map(({ id }) => id);
  if (gone.length > 0) {
    const message = `What was published is not stored any more for the event ${gone.join(", ")}, so it cannot be built again. Nothing was replayed.`;
    throw new PosternError("unprocessable", message);
  }
}
