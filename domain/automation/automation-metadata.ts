/** The execution that a webhook action belongs to, as metadata tells it. */
interface CallingExecution {
  id: string;
  organizationId: string;
  flowName: string;
  /** The user or token that started it by hand; null where something else did. */
  startedBy: string | null;
}

/**
 * Builds the metadata of an automation's webhook, in the order in which it is documented. All of it is set by Postern. A manual run also
 * says who started it.
 */
export function automationMetadata(input: {
  execution: CallingExecution;
  action: { id: string };
  webhook: { id: string; name: string };
  eventId: string;
  now: Date;
}): Record<string, unknown> {
  const { execution, action, webhook, eventId, now } = input;
  const { startedBy } = execution;
  return {
    webhook_id: webhook.id,
    organization_id: execution.organizationId,
    webhook_name: webhook.name,
    automation_name: execution.flowName,
    correlation_id: eventId,
    creation_timestamp: now.toISOString(),
    execution_id: execution.id,
    action_id: action.id,
    ...(startedBy !== null && { user_id: startedBy, action: `Manual triggered by user with id ${startedBy}` }),
  };
}
