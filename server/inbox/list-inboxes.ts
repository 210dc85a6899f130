import { type InboxList, type InboxListOptions, inboxListOptions } from "@/domain/inbox/inbox";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { serializeInbox } from "@/server/inbox/serialize-inbox";

/** Returns a page of the organization's inboxes, newest first. The page is empty when the cursor names an inbox that does not exist. */
export async function listInboxes({ ctx, input }: { ctx: Context; input: InboxListOptions }): Promise<InboxList> {
  authorise(ctx, "read");
  const { limit, cursor } = parseInput(inboxListOptions, input);
  const { organizationId } = ctx.tenant;
  const found = await ctx.db.inbox.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor, organizationId }, skip: 1 }),
  });
  const inboxes = found.slice(0, limit);
  const hasMore = found.length > limit;
  const counts = await ctx.db.inboxRequest.groupBy({
    by: ["inboxId"],
    where: { organizationId, inboxId: { in: inboxes.map(({ id }) => id) } },
    _count: { _all: true },
  });
  const keptOf = new Map(counts.map(({ inboxId, _count }) => [inboxId, _count._all]));
  return {
    data: inboxes.map((inbox) => serializeInbox({ inbox, kept: keptOf.get(inbox.id) ?? 0, publicUrl: ctx.publicUrl })),
    next_cursor: hasMore ? (inboxes.at(-1)?.id ?? null) : null,
    has_more: hasMore,
  };
}
