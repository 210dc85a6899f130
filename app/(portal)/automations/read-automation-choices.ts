import "server-only";
import { type AutomationChoices, toSchemaChoice } from "@/components/automation/automation-choices";
import type { Context } from "@/server/context";
import { listSchemas } from "@/server/entity-schema/list-schemas";
import { listEventTypes } from "@/server/event-type/list-event-types";
import { listWebhooks } from "@/server/webhook/list-webhooks";

/** Returns what an automation may be about, for its form. */
export async function readAutomationChoices({ ctx }: { ctx: Context }): Promise<AutomationChoices> {
  const [{ results: schemas }, types, webhooks] = await Promise.all([
    listSchemas({ ctx, input: {} }),
    listEventTypes({ ctx }),
    listWebhooks({ ctx, input: {} }),
  ]);
  return {
    schemas: schemas.map(toSchemaChoice),
    types,
    webhooks: webhooks.map(({ id, name, url, status }) => ({ id, name, url, status })),
  };
}
