import "server-only";
import type { FlowNames } from "@/components/automation/describe-flow";
import type { Context } from "@/server/context";
import { listSchemas } from "@/server/entity-schema/list-schemas";
import { listEventTypes } from "@/server/event-type/list-event-types";
import { listWebhooks } from "@/server/webhook/list-webhooks";

/** Returns the names that sentences about automations need. */
export async function readFlowNames({ ctx }: { ctx: Context }): Promise<FlowNames> {
  const [{ results: schemas }, types, webhooks] = await Promise.all([
    listSchemas({ ctx, input: {} }),
    listEventTypes({ ctx }),
    listWebhooks({ ctx, input: {} }),
  ]);
  return {
    schemas: Object.fromEntries(schemas.map(({ slug, name }) => [slug, name])),
    events: Object.fromEntries(types.flatMap((type) => [type.name, ...type.aliases].map((name) => [name, type.label]))),
    webhooks: Object.fromEntries(webhooks.map(({ id, name }) => [id, name])),
  };
}
