import { inboxReference } from "@/domain/inbox/inbox";
import { type InboxRequestList, type InboxRequestListOptions, inboxRequestListOptions } from "@/domain/inbox/inbox-request";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getInboxInTenant } from "@/server/inbox/find-inbox";
import { REQUEST_COLUMNS, serializeRequestSummary } from "@/server/inbox/serialize-inbox-request";

/** Returns a page of an inbox's requests, newest first. Throws PosternError `not_found`. */
export async function listInboxRequests(given: {
  ctx: Context;
  input: { inboxId: string } & InboxRequestListOptions;
}): Promise<InboxRequestList> {
  const { ctx } = given;
  authorise(ctx, "read");
  const { inboxId, ...options } = given.input;
  parseInput(inboxReference, { inboxId });
  const { limit, cursor } = parseInput(inboxRequestListOptions, options);
  const { organizationId } = ctx.tenant;
  await getInboxInTenant({ db: ctx.db, organizationId, inboxId });
  const found = await ctx.db.inboxRequest.findMany({
    where: { organizationId, inboxId, ...(cursor === undefined ? {} : { number: { lt: Number(cursor) } }) },
    orderBy: { number: "desc" },
    take: limit + 1,
    select: REQUEST_COLUMNS,
  });
  const requests = found.slice(0, limit);
  const hasMore = found.length > limit;
  return {
    data: requests.map(serializeRequestSummary),
    next_cursor: hasMore ? String(requests.at(-1)?.number) : null,
    has_more: hasMore,
  };
}
