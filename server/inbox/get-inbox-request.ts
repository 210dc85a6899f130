import { PosternError } from "@/domain/errors";
import { type InboxRequest, type InboxRequestReference, inboxRequestReference } from "@/domain/inbox/inbox-request";
import { parseInput } from "@/domain/parse-input";
import { authorise, isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getInboxInTenant } from "@/server/inbox/find-inbox";
import { serializeRequest } from "@/server/inbox/serialize-inbox-request";

/**
 * Returns one request that an inbox received, with headers and body. Credentials among the headers are shown only to actors who
 * may change webhooks. Throws PosternError `not_found`.
 */
export async function getInboxRequest({ ctx, input }: { ctx: Context; input: InboxRequestReference }): Promise<InboxRequest> {
  authorise(ctx, "read");
  const { inboxId, requestId } = parseInput(inboxRequestReference, input);
  const { organizationId } = ctx.tenant;
  await getInboxInTenant({ db: ctx.db, organizationId, inboxId });
  const request = await ctx.db.inboxRequest.findFirst({ where: { id: requestId, inboxId, organizationId } });
  if (!request) {
    throw new PosternError("not_found", `This inbox has no request with the id ${requestId}. It keeps the latest 500, for 7 days.`);
  }
  return serializeRequest({ request, vault: ctx.vault, areCredentialsShown: isAllowed(ctx.actor, "write") });
}
