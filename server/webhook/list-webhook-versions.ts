import type { z } from "zod";
import { AUDIT_ACTOR_TYPES } from "@/domain/audit/audit-entry";
import { parseInput } from "@/domain/parse-input";
import { diffConfigs } from "@/domain/webhook/diff-configs";
import { WEBHOOK_CHANGES, type WebhookVersion, type WebhookVersionList, webhookVersionListInput } from "@/domain/webhook/webhook-version";
import type { Webhook, WebhookVersion as WebhookVersionRow } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";
import { readCurrent, readVersion } from "@/server/webhook-row/webhook-version";

/**
 * Returns a page of a webhook's versions, newest first, each with its actor and its changes. The webhook may be deleted. Values
 * that are or may be credentials are never shown. Throws PosternError `not_found`.
 */
export async function listWebhookVersions({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof webhookVersionListInput>;
}): Promise<WebhookVersionList> {
  authorise(ctx, "read");
  const { configId, cursor, limit } = parseInput(webhookVersionListInput, input);
  const { organizationId } = ctx.tenant;
  const current = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId, includeDeleted: true });
  // One more than the page holds, because a version's changes are found by comparing it with the one before it.
  const rows = await ctx.db.webhookVersion.findMany({
    where: { webhookId: configId, organizationId, ...(cursor === undefined ? {} : { version: { lt: cursor } }) },
    orderBy: { version: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const names = await readActorNames({ ctx, rows: page });
  return {
    data: page.map((row, index) => serializeVersion({ ctx, current, row, earlier: rows[index + 1] ?? null, names })),
    next_cursor: hasMore ? (page.at(-1)?.version ?? null) : null,
    has_more: hasMore,
  };
}

function serializeVersion(input: {
  ctx: Context;
  current: Webhook;
  row: WebhookVersionRow;
  earlier: WebhookVersionRow | null;
  names: ReadonlyMap<string, string>;
}): WebhookVersion {
  const { ctx, current, row, earlier, names } = input;
  const { vault } = ctx;
  const then = readVersion({ version: row, current, vault });
  return {
    version: row.version,
    change: WEBHOOK_CHANGES.find((change) => change === row.change) ?? "updated",
    ...(row.restoredFrom === null ? {} : { restored_from: row.restoredFrom }),
    created_at: row.createdAt.toISOString(),
    actor: {
      type: AUDIT_ACTOR_TYPES.find((type) => type === row.actorType) ?? "system",
      id: row.actorId,
      name: row.actorId === null ? null : (names.get(row.actorId) ?? null),
    },
    changes: earlier === null ? [] : diffConfigs(readVersion({ version: earlier, current, vault }), then, row.isSecretChanged),
    changes_on_restore: diffConfigs(readCurrent({ current, vault }), keepingSecret(then, current), false),
  };
}

/**
 * Returns the version as a restore would leave it. A version keeps no secret, so the webhook's own stays, unless the kind of
 * authentication differs.
 */
function keepingSecret(then: ReturnType<typeof readVersion>, current: Webhook): ReturnType<typeof readVersion> {
  const isKept = then.config.auth.authType === readConfiguration(current).auth.authType && current.authSecret !== null;
  return { ...then, hasSecret: then.config.auth.authType !== "NONE" && (isKept || hasReference(then)) };
}

function hasReference({ config: { auth } }: ReturnType<typeof readVersion>): boolean {
  switch (auth.authType) {
    case "BASIC":
      return auth.basicAuthConfig?.passwordIsEnvVar === true;
    case "API_KEY":
      return auth.apiKeyConfig?.keyValueIsEnvVar === true;
    case "OAUTH_CLIENT_CREDENTIALS":
      return auth.oauthConfig?.clientSecretIsEnvVar === true;
    case "NONE":
      return false;
  }
}

async function readActorNames({ ctx, rows }: { ctx: Context; rows: readonly WebhookVersionRow[] }): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])))];
  const [users, tokens] = await Promise.all([
    ctx.db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    ctx.db.apiToken.findMany({
      where: { id: { in: ids }, organizationId: ctx.tenant.organizationId },
      select: { id: true, name: true },
    }),
  ]);
  return new Map([...users, ...tokens].map(({ id, name }) => [id, name]));
}
