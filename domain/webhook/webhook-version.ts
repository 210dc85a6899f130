import { z } from "zod";
import { AUDIT_ACTOR_TYPES } from "@/domain/audit/audit-entry";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { writeOnlySecret } from "@/domain/webhook/write-only-secret";

/** The changes of a webhook. `disabled` means by Postern itself; `restored` means set back to an earlier version. */
export const WEBHOOK_CHANGES = ["created", "updated", "restored", "secret_rotated", "disabled", "deleted"] as const;
export type WebhookChange = (typeof WEBHOOK_CHANGES)[number];

const MAX_PAGE_SIZE = 100;
const MAX_VERSION = 2_147_483_647;

const versionNumber = z.coerce.number("Give a version's number.").int("Give a version's number.").min(1).max(MAX_VERSION);

/** The choice of a page of a webhook's versions, newest first; `cursor` is the `next_cursor` of the page before. */
export const webhookVersionListOptions = z.object({
  cursor: versionNumber.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(25),
});
export const webhookVersionListInput = webhookVersionListOptions.extend(webhookReference.shape);

/** The reference to one version of a webhook, `{configId}` and `{version}` in the API's paths. */
export const webhookVersionReference = webhookReference.extend({ version: versionNumber });

/**
 * The request to restore a version. `updatedTime` is the webhook's as the reader saw it; where it has changed since, nothing is
 * restored. `secret` is that of the version's authentication, which no version keeps: absent keeps the present one, null clears
 * it, a text sets it. It must be given where the version leads to another origin.
 */
export const webhookRestoration = z.strictObject({ updatedTime: z.iso.datetime().optional(), secret: writeOnlySecret.nullish() });
export const webhookRestorationInput = webhookVersionReference.extend({ restoration: webhookRestoration.nullish() });

/**
 * One field that differs. `field` is its path in the WebhookConfig. `before` and `after` are absent where there was no value. Of
 * a field that is or may be a credential, no values are shown, only that it changed.
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
  /** The one who made the version. `system` is Postern itself and has neither id nor name. */
  actor: z.object({ type: z.enum(AUDIT_ACTOR_TYPES), id: z.string().nullable(), name: z.string().nullable() }),
  /** The changes since the version before; empty for the first. */
  changes: z.array(fieldChange),
  /** The changes that restoring it would make to the present webhook. */
  changes_on_restore: z.array(fieldChange),
});
export type WebhookVersion = z.output<typeof webhookVersion>;

export const webhookVersionList = z.object({
  data: z.array(webhookVersion),
  next_cursor: z.int().nullable(),
  has_more: z.boolean(),
});
export type WebhookVersionList = z.output<typeof webhookVersionList>;
