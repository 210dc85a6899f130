import { z } from "zod";
import { type ActivityItem, activityItem } from "@/domain/activity/activity";
import { activityReference } from "@/domain/activity/activity-input";
import { parseInput } from "@/domain/parse-input";
import { findActivity } from "@/server/activity/find-activity";
import { readOperations } from "@/server/activity/read-operations";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

const activityRequest = activityReference.extend({ from: z.int().default(0), size: z.int().default(25) });

/** Returns an activity with a page of its operations. Throws PosternError `not_found`. */
export async function getActivity({ ctx, input }: { ctx: Context; input: unknown }): Promise<ActivityItem> {
  authorise(ctx, "read");
  const { id, from, size } = parseInput(activityRequest, input);
  const { organizationId } = ctx.tenant;
  const { activity, operations: total } = await findActivity({ db: ctx.db, organizationId, id });
  const operations = await readOperations({ db: ctx.db, organizationId, activityIds: [activity.id], from, size });
  return activityItem({ organizationId, activity, operations: operations.get(activity.id) ?? [], total });
}
