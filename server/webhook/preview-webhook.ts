import type { z } from "zod";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { previewOptions, unsavedPreviewOptions, type WebhookPreview } from "@/domain/preview/webhook-preview";
import { REDACTED } from "@/domain/redacted";
import { toCurl } from "@/domain/webhook/to-curl";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise, isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { setHeader } from "@/server/request/attempt-headers";
import { buildRequest } from "@/server/request/attempt-request";
import type { AttemptTarget, WebhookRow } from "@/server/request/attempt-target";
import { type BuiltMessage, buildOriginal, judgeFilter, transformMessage } from "@/server/request/build-message";
import { unsavedWebhook } from "@/server/request/unsaved-webhook";
import { withRelations } from "@/server/request/with-relations";
import { findPreviewEvent } from "@/server/webhook/preview-event";
import { warnOfChangedNumbers } from "@/server/webhook/warn-of-changed-numbers";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Returns the delivery of an event to the webhook, built as a real one but neither sent nor kept. With `config` it is built as if
 * that was saved. Needs the scope read, and write for a `config`, which may read variables into the result. Signatures are shown
 * only to actors with the scope publish, because anybody who sees a signed request can send it, with whatever content they gave.
 * Throws PosternError `not_found` for the webhook or the event, `invalid_input` for a configuration that could not be saved or an
 * event that could not be published.
 */
export async function previewWebhook(input: {
  ctx: Context;
  input: { configId: string } & z.input<typeof previewOptions>;
}): Promise<WebhookPreview> {
  const { ctx } = input;
  const { configId, ...given } = input.input;
  const { config, ...event } = parseInput(previewOptions, given);
  authorise(ctx, config === undefined ? "read" : "write");
  const { organizationId } = ctx.tenant;
  const { id } = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: parseInput(webhookReference, { configId }).configId });
  const stored = await ctx.db.webhook.findUniqueOrThrow({ where: { id, organizationId }, include: { signingSecrets: true } });
  const row = config === undefined ? stored : await unsavedWebhook({ ctx, config, stored });
  return preview({ ctx, row, event });
}

/** Returns the same for a webhook that is not saved yet. It has no signing secret, so only the installation's key signs. */
export async function previewUnsavedWebhook(input: {
  ctx: Context;
  input: z.input<typeof unsavedPreviewOptions>;
}): Promise<WebhookPreview> {
  const { ctx } = input;
  authorise(ctx, "write");
  const { config, ...event } = parseInput(unsavedPreviewOptions, input.input);
  return preview({ ctx, row: await unsavedWebhook({ ctx, config, stored: null }), event });
}

async function preview(input: {
  ctx: Context;
  row: WebhookRow;
  event: Omit<z.output<typeof previewOptions>, "config">;
}): Promise<WebhookPreview> {
  const { ctx, row } = input;
  const { evaluator, tenant } = ctx;
  const { source: stored, told } = await findPreviewEvent({ ctx, webhook: row, given: input.event });
  // A webhook that is disabled, or lacks some of its credentials, shows the message that it would send once that is mended.
  const target = await ctx.targets.openRow({ ...row, enabled: true, deletedAt: null });
  const means = { evaluator, organizationId: tenant.organizationId, settings: target };
  const source = await withRelations({ ...ctx, organizationId: tenant.organizationId, source: stored, settings: target });
  const original = buildOriginal({ source, settings: target });
  const [filter, message] = await Promise.all([judgeFilter({ ...means, source }), transformMessage({ ...means, original })]);
  return {
    event: told,
    filter:
      filter.type === "failed" ? { verdict: "failed", reason: filter.error.message } : { verdict: filter.type, reason: filter.reason },
    payload: original,
    transform: describeTransform(message, target),
    request: message.type === "message" ? await toRequest({ ctx, target, payload: message.payload }) : null,
    problems: [
      ...(target.obstacle ? [target.obstacle] : []),
      ...(filter.type === "failed" ? [filter.error] : []),
      ...(message.type === "failed" ? [message.error] : []),
    ],
    warnings: warnOfChangedNumbers({ source, settings: target, original }),
  };
}

function describeTransform(message: BuiltMessage, { configuration }: AttemptTarget): WebhookPreview["transform"] {
  if (configuration.jsonataExpression === null) return { status: "none" };
  switch (message.type) {
    case "message":
      return { status: "applied", payload: message.payload };
    case "skipped":
      return { status: "nothing", message: "The transformation gives nothing for this event: it would be skipped." };
    case "failed":
      return { status: "failed", message: message.error.message, position: message.position };
  }
}

async function toRequest(input: { ctx: Context; target: AttemptTarget; payload: string }): Promise<WebhookPreview["request"]> {
  const { ctx, target, payload } = input;
  const platformKey = await ctx.platformKeys.load();
  const request = await buildRequest({ messageId: newId("message"), hops: 0, target, payload, platformKey, now: ctx.clock.now() });
  const headers = { ...request.recordedHeaders };
  // A token would need a call, so none is fetched.
  const shown = { name: "authorization", value: `Bearer ${REDACTED}`, shown: `Bearer ${REDACTED}` };
  if (target.getAccessToken) setHeader({ headers: {}, recordedHeaders: headers, ...shown });
  if (!isAllowed(ctx.actor, "publish"))
    for (const name of ["webhook-signature", target.configuration.signatureHeader]) blackOut(headers, name);
  const { url, httpMethod: method } = target;
  const signature = headers["webhook-signature"] ?? "";
  return { method, url, headers, body: request.body, signature, curl: toCurl({ method, url, headers, body: request.body ?? undefined }) };
}

function blackOut(headers: Record<string, string>, name: string | null): void {
  if (name !== null && name in headers) headers[name] = REDACTED;
}
