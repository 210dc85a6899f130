import { parseInput } from "@/domain/parse-input";
import type { ReplayJobList } from "@/domain/replay-job/replay-job";
import { type ReplayJobListOptions, replayJobListOptions } from "@/domain/replay-job/replay-job-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { type ReplayJobRow, selectReplayJobs, serializeReplayJob } from "@/server/replay-job/serialize-replay-job";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Returns a page of replay jobs, newest first: of the organization, or of one webhook (even a deleted one). Throws PosternError
 * `not_found` for an unknown webhook.
 */
export async function listReplayJobs({ ctx, input }: { ctx: Context; input: ReplayJobListOptions }): Promise<ReplayJobList> {
  authorise(ctx, "read");
  const { configId, cursor, limit } = parseInput(replayJobListOptions, input);
  const { organizationId } = ctx.tenant;
  if (configId !== undefined) await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId, includeDeleted: true });

  const rows = await ctx.db.$queryRaw<ReplayJobRow[]>(
    selectReplayJobs(Prisma.sql`j.organization_id = ${organizationId}
      ${configId === undefined ? Prisma.empty : Prisma.sql`and j.webhook_id = ${configId}`}
      ${cursor === undefined ? Prisma.empty : behind({ organizationId, cursor })}
      order by j.created_at desc, j.id desc
      limit ${limit + 1}`),
  );
  const page = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return { data: page.map(serializeReplayJob), next_cursor: hasMore ? (page.at(-1)?.id ?? null) : null, has_more: hasMore };
}

function behind({ organizationId, cursor }: { organizationId: string; cursor: string }): Prisma.Sql {
  return Prisma.sql`and (j.created_at, j.id) < (
    select last.created_at, last.id from replay_job last where last.organization_id = ${organizationId} and last.id = ${cursor}
  )`;
}
