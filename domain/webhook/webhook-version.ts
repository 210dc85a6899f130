import { z } from "zod";
import { AUDIT_ACTOR_TYPES } from "@/domain/audit/audit-entry";
import { webhookReference } from "@/domain/webhook/webhook-reference";

/** What was done to a webhook. `disabled`: by Postern itself. `restored`: made again what it was in an earlier version. */
export const WEBHOOK_CHANGES = ["created", "updated", "restored", "secret_rotated", "disabled", "deleted"] as const;
export type WebhookChange = (typeof WEBHOOK_CHANGES)[number];

const MAX_PAGE_SIZE = 100;
const MAX_VERSION = 2_147_483_647;

const versionNumber = z.coerce.number("Give a version's number.").int("Give a version's number.").min(1).max(MAX_VERSION);

/** A page of a webhook's versions, newest first; `cursor` is the `next_cursor` of the page before. */
export const webhookVersionListOptions = z.object({
  cursor: versionNumber.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(25),
});
export const webhookVersionListInput = webhookVersionListOptions.extend(webhookReference.shape);

/** Names one version of a webhook, as `{configId}` and `{version}` in the API's paths. */
export const webhookVersionReference = webhookReference.extend({ version: versionNumber });

/** `updatedTime`: the webhook's as it was when the reader decided; where it has changed since, nothing is restored. */
export const webhookRestoration = z.strictObject({ updatedTime: z.iso.datetime().optional() });
export const webhookRestorationInput = webhookVersionReference.extend({ restoration: webhookRestoration.nullish() });

/**
 * One field that differs. `field` is its path in the WebhookConfig; `before` and `after` are absent where there was nothing, and for
 * what is or may be a credential, of which is only told that it is another.
 */
export const fieldChange = z.object({
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  is_secret: z.boolean().optional(),
});
export type FieldChange = z.output<typeof fieldChange>;

export const webhookVersion = z.object({
  version: z.int(),
  change: z.enum(WEBHOOK_CHANGES),
  /** The version that this one restored. */
  restored_from: z.int().optional(),
  created_at: z.iso.datetime(),
  /** Who made it; `system` is Postern itself and has neither id nor name. */
  actor: z.object({ type: z.enum(AUDIT_ACTOR_TYPES), id: z.string().nullable(), name: z.string().nullable() }),
  /** What it changed in the version before it; empty for the first. */
  changes: z.array(fieldChange),
  /** What restoring it would change in the webhook as it is now. */
  changes_on_restore: z.array(fieldChange),
});
export type WebhookVersion = z.output<typeof webhookVersion>;

export const webhookVersionList = z.object({
  data: z.array(webhookVersion),
  next_cursor: z.int().nullable(),
  has_more: z.boolean(),
});
export type WebhookVersionList = z.output<typeof webhookVersionList>;
