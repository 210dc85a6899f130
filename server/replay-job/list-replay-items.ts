import type { z } from "zod";
import { DELIVERY_STATUSES } from "@/domain/delivery/search-options";
import { parseInput } from "@/domain/parse-input";
import type { ReplayItem, ReplayItemList } from "@/domain/replay-job/replay-job";
import { replayItemListInput } from "@/domain/replay-job/replay-job-input";
import { Prisma } from "@/prisma/generated/client";
import type { DeliveryStatus } from "@/prisma/generated/enums";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getReplayJobInTenant } from "@/server/replay-job/find-replay-job";

interface Row {
  id: string;
  replayOf: string | null;
  eventName: string;
  createdAt: Date;
  status: DeliveryStatus;
  skipReason: string | null;
  statusCode: number | null;
  errorCode: string | null;
  errorMessage: string | null;
}

/**
 * Returns a page of a job's replays in the order in which it made them: each original with its replay and the replay's present
 * outcome. Throws PosternError `not_found`.
 */
export async function listReplayItems({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof replayItemListInput>;
}): Promise<ReplayItemList> {
  authorise(ctx, "read");
  const { jobId, status, cursor, limit } = parseInput(replayItemListInput, input);
  const { organizationId } = ctx.tenant;
  await getReplayJobInTenant({ db: ctx.db, organizationId, jobId });

  // The index is ordered by status first, so each status gives its first rows, and the first of all these are taken.
  const candidates = (status === undefined ? DELIVERY_STATUSES : [status]).map(
    (each) => Prisma.sql`(
      select id from delivery
      where replay_job_id = ${jobId} and status = ${each}::delivery_status ${cursor === undefined ? Prisma.empty : Prisma.sql`and id > ${cursor}`}
      order by id limit ${limit + 1}
    )`,
  );
  const rows = await ctx.db.$queryRaw<Row[]>`
    select d.id, d.replay_of as "replayOf", d.event_name as "eventName", d.created_at as "createdAt", d.status,
      d.skip_reason as "skipReason", a.status_code as "statusCode", a.error_code as "errorCode", a.error_message as "errorMessage"
    from (select id from (${Prisma.join(candidates, " union all ")}) as candidate order by id limit ${limit + 1}) as item
    join delivery d on d.id = item.id and d.organization_id = ${organizationId}
    left join lateral (
      select * from attempt where delivery_id = d.id and organization_id = d.organization_id order by number desc limit 1
    ) a on true
    order by d.id`;
  const page = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return { data: page.map(serializeItem), next_cursor: hasMore ? (page.at(-1)?.id ?? null) : null, has_more: hasMore };
}

function serializeItem(row: Row): ReplayItem {
  const { skipReason, statusCode, errorCode, errorMessage } = row;
  return {
    original_event_id: row.replayOf ?? "",
    event_id: row.id,
    event_name: row.eventName,
    created_at: row.createdAt.toISOString(),
    status: row.status,
    ...(skipReason === null ? {} : { skip_reason: skipReason }),
    ...(statusCode === null ? {} : { status_code: statusCode }),
    ...(errorCode === null ? {} : { code: errorCode }),
    ...(errorMessage === null ? {} : { message: errorMessage }),
  };
}
