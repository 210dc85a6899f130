/** The metadata that a publisher may give with an event. organization_id, if given, must be the publisher's own. */
export type GivenMetadata = Readonly<Record<string, unknown>>;

/**
 * Builds the `metadata` of one delivery (contract.md "Shapes", Metadata), which is fixed when the delivery is made.
 * organization_id, creation_timestamp, webhook_id, webhook_name and correlation_id (the event's id, the same for every webhook)
 * are always ours. `action` is `eventName`, the webhook's name for the event, unless given.
 */
export function buildMetadata(input: {
  organizationId: string;
  eventName: string;
  eventId: string;
  given?: GivenMetadata | undefined;
  webhook: { id: string; name: string };
  now: Date;
}): Record<string, unknown> {
  const { given = {} } = input;
  const ours: Record<string, unknown> = {
    organization_id: input.organizationId,
    action: given["action"] ?? input.eventName,
    creation_timestamp: input.now.toISOString(),
    webhook_id: input.webhook.id,
    webhook_name: input.webhook.name,
    correlation_id: input.eventId,
  };
  const metadata: Record<string, unknown> = {};
  for (const key of ORDER) {
    const value = ours[key] ?? given[key];
    if (value !== undefined) metadata[key] = value;
  }
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(metadata, key)) metadata[key] = value;
  }
  return metadata;
}

const ORDER = [
  "organization_id",
  "action",
  "origin",
  "creation_timestamp",
  "webhook_id",
  "webhook_name",
  "automation_name",
  "user_id",
  "correlation_id",
  "execution_id",
  "action_id",
] as const;
