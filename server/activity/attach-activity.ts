import { type BaseActivityItem, baseActivityItem } from "@/domain/activity/activity";
import { activityReference, attachedEntities } from "@/domain/activity/activity-input";
import { parseInput } from "@/domain/parse-input";
import { attachEntities } from "@/server/activity/attach-entities";
import { findActivity } from "@/server/activity/find-activity";
import { tellActivity } from "@/server/activity/tell-activity";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertFewHops } from "@/server/event/assert-few-hops";

const attachment = activityReference.extend({ entities: attachedEntities });

/**
 * Attaches an activity to the feeds of further entities. Returns it. Throws PosternError `not_found`, and `unprocessable` at the end of
 * too long a row of deliveries; then nothing is attached.
 */
export async function attachActivity({ ctx, input }: { ctx: Context; input: unknown }): Promise<BaseActivityItem> {
  authorise(ctx, "write");
  assertFewHops(ctx);
  const { id, entities } = parseInput(attachment, input);
  const { organizationId } = ctx.tenant;
  const { item, tell } = await ctx.db.$transaction(async (tx) => {
    const { activity } = await findActivity({ db: tx, organizationId, id });
    const entityIds = await attachEntities({ tx, organizationId, activityId: activity.id, entityIds: entities });
    return { item: baseActivityItem(activity), tell: await tellActivity({ ctx, tx, activity, entityIds }) };
  });
  await tell();
  return item;
}
