import { type AutomationExecution, startExecutionInput } from "@/domain/automation/execution";
import type { FlowDefinition } from "@/domain/automation/flow";
import { canStartFor, startingSchemas } from "@/domain/automation/starting-schemas";
import { entityItem } from "@/domain/entity/entity";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { actorId } from "@/server/actor-id";
import { authorise } from "@/server/authorise";
import { disableHotFlow } from "@/server/automation/disable-hot-flow";
import { getExecutionInTenant } from "@/server/automation/find-execution";
import { insertExecution, type Start } from "@/server/automation/insert-execution";
import { serializeExecution } from "@/server/automation/serialize-execution";
import { getFlowInTenant } from "@/server/automation-flow/find-flow";
import { readDefinition } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";
import { findEntity } from "@/server/entity/find-entity";
import { assertFewHops } from "@/server/event/assert-few-hops";

/**
 * Starts a flow by hand for one entity, whatever else starts it. Needs the scope write. Throws PosternError `not_found` for the flow or the
 * entity, and `invalid_input` for a disabled flow and for an entity that is deleted or of a schema that the flow is not for.
 */
export async function startExecution({ ctx, input }: { ctx: Context; input: unknown }): Promise<AutomationExecution> {
  authorise(ctx, "write");
  assertFewHops(ctx);
  const { flow_id: flowId, entity_id: entityId } = parseInput(startExecutionInput, input);
  const { db, tenant, actor, clock } = ctx;
  const { organizationId } = tenant;
  const flow = await getFlowInTenant({ db, organizationId, flowId });
  if (!flow.enabled) throw refused("flow_id", `The automation "${flow.name}" is disabled: enable it, then try again.`);
  const entity = await findEntity({ ctx, slug: await findSchemaSlug(ctx, entityId), id: entityId });
  if (entity.deletedAt !== null) throw refused("entity_id", "This entity is deleted: restore it, then try again.");
  const definition = readDefinition(flow);
  refuseOtherSchema(definition, entity.schema);

  const startedBy = actorId(actor) ?? "system";
  const start: Start = {
    ...{ organizationId, flow: { id: flowId, definition }, startedBy, chain: [], hops: ctx.hops ?? 0 },
    ...{ diff: null, event: null, activityId: null },
    entity: { id: entityId, schema: entity.schema, snapshot: entityItem({ organizationId, entity }) },
    triggerEvent: {
      type: "manual",
      org_id: organizationId,
      entity_id: entityId,
      caller: { EpilotAuth: { userId: startedBy, organizationId } },
    },
  };
  const now = clock.now();
  const { id, isDue, isHot } = await db.$transaction((tx) => insertExecution({ tx, start, now }));
  if (isDue) await ctx.jobs.send({ name: "automation/executions.due", executionIds: [id] });
  if (isHot) await disableHotFlow({ db, organizationId, flowId, now });
  return serializeExecution(await getExecutionInTenant({ db, organizationId, executionId: id }));
}

/** Returns the schema of an entity, which the caller does not name. Throws PosternError `not_found`. */
async function findSchemaSlug({ db, tenant }: Context, id: string): Promise<string> {
  const [row] = await db.$queryRaw<{ schema: string }[]>`
    select schema from entity where organization_id = ${tenant.organizationId} and id = ${id}`;
  if (!row) throw new PosternError("not_found", `This organization has no entity with the id ${id}.`);
  return row.schema;
}

/** Throws where no trigger of the flow is for entities of this schema, unless none says which it is for. */
function refuseOtherSchema(definition: FlowDefinition, schema: string): void {
  if (canStartFor(definition, schema)) return;
  const named = startingSchemas(definition).join(", ");
  throw refused("entity_id", `This automation is for ${named}, and this entity is of the schema ${schema}.`);
}

function refused(path: string, message: string): PosternError {
  return new PosternError("invalid_input", `${path}: ${message}`, { faults: [{ path, message }] });
}
