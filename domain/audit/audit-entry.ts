import { z } from "zod";
import { AUDIT_ACTION_NAMES } from "@/domain/audit/audit-actions";
import { idForm } from "@/domain/id-forms";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** The most entries of a page of the audit log. */
const MAX_AUDIT_PAGE_SIZE = 100;
const DEFAULT_AUDIT_PAGE_SIZE = 50;

const id = storableText({ min: 1, max: 255 });

/** The choice of entries of the audit log, newest first; `cursor` is the `next_cursor` of the page before. */
export const auditLogOptions = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_AUDIT_PAGE_SIZE).default(DEFAULT_AUDIT_PAGE_SIZE),
  cursor: pageCursor(idForm("auditEntry")).optional(),
  actor: id.optional(),
  action: z.enum(AUDIT_ACTION_NAMES, `An action is one of ${AUDIT_ACTION_NAMES.join(", ")}.`).optional(),
  target: id.optional(),
});
export type AuditLogOptions = z.input<typeof auditLogOptions>;

export const AUDIT_ACTOR_TYPES = ["user", "api_token", "system"] as const;

export const auditEntryAnswer = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** The one who acted, with the name of that time. `system` is Postern itself and has neither id nor name. */
  actor: z.object({ type: z.enum(AUDIT_ACTOR_TYPES), id: z.string().nullable(), name: z.string().nullable() }),
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  /** Further details of the action; never a secret. */
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntryAnswer = z.output<typeof auditEntryAnswer>;

export const auditLogAnswer = z.object({
  data: z.array(auditEntryAnswer),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});
export type AuditLog = z.output<typeof auditLogAnswer>;
