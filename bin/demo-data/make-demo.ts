import { createRecords } from "@/bin/demo-data/create-records";
import { type FilledOrganization, fillOrganization } from "@/bin/demo-data/fill-organization";
import { type ToldStory, tellStory } from "@/bin/demo-data/tell-story";
import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";

/**
 * Makes a demo of an organization: records with weeks behind them, webhooks with a week of `deliveries`, and automations that have run.
 * Throws PosternError `conflict` where there are webhooks already, unless `isForced`. Records and automations that are there already stay
 * as they are.
 */
export async function makeDemo(input: {
  ctx: Context;
  deliveries: number;
  seed: number;
  isForced: boolean;
}): Promise<FilledOrganization & ToldStory & { records: number }> {
  const { ctx, isForced, ...filling } = input;
  const { organizationId } = ctx.tenant;
  if (!isForced && (await ctx.db.webhook.count({ where: { organizationId } })) > 0) {
    throw new PosternError(
      "conflict",
      "This organization has webhooks already: demo data would mix with them. Add --force to fill it all the same.",
    );
  }
  // Before there are webhooks, so that nobody hears of what is long past.
  const records = await createRecords(ctx);
  const filled = await fillOrganization({ ctx, ...filling });
  return { records, ...filled, ...(await tellStory(ctx)) };
}
