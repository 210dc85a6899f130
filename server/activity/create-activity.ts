import { z } from "zod";
import { type Activity, type BaseActivityItem, baseActivityItem, callerOf } from "@/domain/activity/activity";
import { activityBody, attachedEntities } from "@/domain/activity/activity-input";
import { newUlid } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { attachEntities } from "@/server/activity/attach-entities";
import { tellActivity } from "@/server/activity/tell-activity";
import { actorId } from "@/server/actor-id";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertFewHops } from "@/server/event/assert-few-hops";

const activityCreation = z.object({ body: activityBody, entities: attachedEntities });

/**
 * Creates an activity, and attaches it to the feeds of entities. Returns it. Throws PosternError `not_found` for an entity that is
 * not there, and `unprocessable` at the end of too long a row of deliveries; then nothing is written.
 */
export async function createActivity({ ctx, input }: { ctx: Context; input: unknown }): Promise<BaseActivityItem> {
  authorise(ctx, "write");
  assertFewHops(ctx);
  const { body, entities } = parseInput(activityCreation, input);
  const { organizationId } = ctx.tenant;
  const caller = callerOf({ type: ctx.actor.type, id: actorId(ctx.actor) });
  const activity: Activity = { ...body, id: newUlid(), payload: body.payload ?? null, caller, at: ctx.clock.now() };
  const { id, type, title, message, pending, at } = activity;
  const tell = await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`
      insert into activity (organization_id, id, type, title, message, payload, pending, caller, at)
      values (${organizationId}, ${id}, ${type}, ${title}, ${message}, ${JSON.stringify(activity.payload)}::json, ${pending},
        ${JSON.stringify(caller)}::json, ${at})`;
    const entityIds = await attachEntities({ tx, organizationId, activityId: id, entityIds: entities });
    return tellActivity({ ctx, tx, activity, entityIds });
  });
  await tell();
  return baseActivityItem(activity);
}
