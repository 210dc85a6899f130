import { entityItem } from "@/domain/entity/entity";
import type { Run } from "@/server/automation/run";
import { readEntity } from "@/server/entity/read-entity";

type JsonObject = Readonly<Record<string, unknown>>;

/** Returns an entity as it is now, as the API shows it; null where it does not exist or is deleted. */
async function readPresentEntity(input: { run: Run; schema: string; id: string }): Promise<JsonObject | null> {
  const { run, schema, id } = input;
  const { organizationId } = run.execution;
  const found = await readEntity({ db: run.tx, organizationId, slug: schema, id });
  return found && found.entity.deletedAt === null ? entityItem({ organizationId, entity: found.entity }) : null;
}

/**
 * Returns the entity of an execution as it is now; null where it does not exist any more. An event of the catalogue may be about an entity
 * that is kept elsewhere: then it is as the event had it.
 */
export async function readSubject({ run }: { run: Run }): Promise<JsonObject | null> {
  const { entityId: id, entitySchema: schema, event, entitySnapshot } = run.execution;
  const present = await readPresentEntity({ run, schema, id });
  return present ?? (event ? entitySnapshot : null);
}

/** Returns the entity that an earlier action made or changed, as it is now; null where there is none. */
export async function readMadeEntity({ run, actionId }: { run: Run; actionId: string }): Promise<JsonObject | null> {
  const action = run.execution.actions.find(({ id, flow_action_id: flowId }) => id === actionId || flowId === actionId);
  const id = action?.outputs?.["entity_id"];
  return action?.type === "map-entity" && typeof id === "string"
    ? readPresentEntity({ run, schema: action.config.target_schema, id })
    : null;
}
