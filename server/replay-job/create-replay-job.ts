import type { z } from "zod";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import type { CreatedReplayJob } from "@/domain/replay-job/replay-job";
import { replayJobInput } from "@/domain/replay-job/replay-job-input";
import { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { type Selection, selectedDeliveries } from "@/server/replay-job/selected-deliveries";
import { assertTriggerable } from "@/server/webhook-row/assert-triggerable";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/** The present by the database's clock, as exact as times are stored. */
const NOW = Prisma.sql`now()::timestamptz(3)`;

/**
 * Counts a webhook's matching messages and makes a job that sends each of them again, once. A message counts as failed when no
 * replay has delivered it since (selectedDeliveries). With `dryRun` it only counts them. Needs the scope publish. Throws
 * PosternError `not_found` for a webhook that is unknown or deleted, `invalid_input` for one that is disabled or incomplete.
 */
export async function createReplayJob({ ctx, input }: { ctx: Context; input: z.input<typeof replayJobInput> }): Promise<CreatedReplayJob> {
  authorise(ctx, "publish");
  const { configId, status, timestamp, dryRun: isDryRun, ...pace } = parseInput(replayJobInput, input);
  const { organizationId } = ctx.tenant;
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  assertTriggerable({ webhook, path: "configId" });

  const from = timestamp?.from === undefined ? null : new Date(timestamp.from);
  const to = timestamp?.to === undefined ? null : new Date(timestamp.to);
  const selection: Selection = { organizationId, webhookId: configId, status: status ?? null, from, to };
  const counted = Prisma.sql`select count(*)::int as count from delivery d where ${selectedDeliveries(selection, NOW)}`;
  if (isDryRun) {
    const [{ count }] = await ctx.db.$queryRaw<[{ count: number }]>(counted);
    return { count };
  }

  const jobId = newId("replayJob");
  // The job may use a second's worth of its rate at once.
  const count = await ctx.db.$transaction(async (tx) => {
    const [made] = await tx.$queryRaw<[{ count: number }]>`
    with counted as (${counted})
    insert into replay_job (id, organization_id, webhook_id, delivery_status, published_from, published_to,
      is_transformed_again, rate_per_second, paced_at, total)
    select ${jobId}, ${organizationId}, ${configId}, ${status ?? null}::delivery_status, ${from}, ${to},
      ${pace.reapply_transform}, ${pace.ratePerSecond}, now() - interval '1 second', count
    from counted
    returning total as count`;
    const target = { type: "replay_job", id: jobId, name: webhook.name } as const;
    await recordAudit({ tx, ctx, action: "replay_job.created", target, details: { deliveries: made.count } });
    return made.count;
  });
  await ctx.jobs.send({ name: "webhook/replay-job.due", jobId, run: 1, part: 1 });
  return { count, job: await getReplayJob({ ctx: { ...ctx, actor: { type: "system" } }, input: { jobId } }) };
}
