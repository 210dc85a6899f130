/**
 * The actions that the audit log records, each in words between its actor and its target. The names are stored, so they must
 * never change.
 */
export const AUDIT_ACTIONS = {
  "webhook.created": "created the webhook",
  "webhook.updated": "changed the webhook",
  "webhook.origin_changed": "changed the endpoint's origin of",
  "webhook.restored": "restored an earlier version of the webhook",
  "webhook.enabled": "enabled the webhook",
  "webhook.disabled": "disabled the webhook",
  "webhook.deleted": "deleted the webhook",
  "webhook.secret_rotated": "rotated the signing secret of",
  "webhook.secret_revealed": "looked at the signing secret of",
  "api_token.created": "created the API token",
  "api_token.revoked": "revoked the API token",
  "environment_variable.created": "created the environment variable",
  "environment_variable.updated": "changed the environment variable",
  "environment_variable.deleted": "deleted the environment variable",
  "event_type.created": "added the event type",
  "event_type.updated": "changed the event type",
  "event_type.deleted": "deleted the event type",
  "entity_schema.created": "added the entity schema",
  "entity_schema.updated": "changed the entity schema",
  "entity_schema.deleted": "deleted the entity schema",
  "submission_form.enabled": "switched on the public form of",
  "submission_form.disabled": "switched off the public form of",
  "submission_form.origins_changed": "changed the origins of the public form of",
  "submission_form.key_replaced": "replaced the address of the public form of",
  "replay_job.created": "started a replay of",
  "replay_job.paused": "paused the replay of",
  "replay_job.resumed": "resumed the replay of",
  "replay_job.cancelled": "cancelled the replay of",
  "inbox.created": "created the inbox",
  "inbox.updated": "changed the inbox",
  "inbox.cleared": "cleared the inbox",
  "inbox.deleted": "deleted the inbox",
  "automation.created": "created the automation",
  "automation.updated": "changed the automation",
  "automation.enabled": "enabled the automation",
  "automation.disabled": "disabled the automation",
  "automation.deleted": "deleted the automation",
  "organization.created": "created the organization",
  "organization.renamed": "renamed the organization",
  "organization.retention_changed": "changed for how long events are kept in",
  "invitation.created": "invited",
  "invitation.revoked": "revoked the invitation of",
  "member.joined": "joined",
  "member.role_changed": "changed the role of",
  "member.removed": "removed",
  "member.left": "left",
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]];

export function isAuditAction(name: string): name is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, name);
}
