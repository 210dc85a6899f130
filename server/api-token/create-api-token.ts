import { type CreatedApiTokenAnswer, newApiToken } from "@/domain/api-token/api-token";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { actorId } from "@/server/actor-id";
import { apiTokenRow } from "@/server/api-token/api-token-row";
import { findTokenMakers } from "@/server/api-token/find-token-makers";
import { serializeApiToken } from "@/server/api-token/serialize-api-token";
import { generateTokenSecret } from "@/server/api-token/token-secret";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";

/**
 * Makes an API token of the organization. Returns it with the secret itself, which no other answer shows. Only an owner may do
 * this, or a token of scope admin, so nobody hands on a right that they do not have. Throws PosternError `invalid_input` or
 * `forbidden`.
 */
export async function createApiToken({ ctx, input }: { ctx: Context; input: unknown }): Promise<CreatedApiTokenAnswer> {
  authorise(ctx, "admin");
  assertRecentlyProven(ctx);
  const { name, scopes, ratePerSecond, expiresAt: expiry } = parseInput(newApiToken, input);
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const expiresAt = expiry ? new Date(expiry) : null;
  if (expiresAt !== null && expiresAt <= now) throw expiresInThePast();

  const secret = generateTokenSecret();
  const row = apiTokenRow({
    organizationId,
    name,
    scopes,
    ratePerSecond,
    expiresAt,
    createdBy: actorId(ctx.actor),
    secret,
    createdAt: now,
  });
  const token = await ctx.db.$transaction(async (tx) => {
    const target = { type: "api_token", id: row.id, name } as const;
    await recordAudit({ tx, ctx, action: "api_token.created", target, details: { scopes, prefix: row.prefix } });
    return tx.apiToken.create({ data: row });
  });
  const makers = await findTokenMakers({ db: ctx.db, organizationId, tokens: [token] });
  return { ...serializeApiToken({ token, now, makers }), token: secret };
}

function expiresInThePast(): PosternError {
  const message = "This lies in the past: the token would be of no use. Give a later moment, or none.";
  return new PosternError("invalid_input", `expiresAt: ${message}`, { faults: [{ path: "expiresAt", message }] });
}
