import type { ExecutionAction } from "@/domain/automation/execution";
import { errorOutput } from "@/domain/automation/execution-status";
import type { MapEntityAction } from "@/domain/automation/flow-action";
import { mapAttributes } from "@/domain/automation/mapping-attribute";
import { givenState, patchedState } from "@/domain/entity/apply-body";
import type { Attributes } from "@/domain/entity/entity";
import { entityBody } from "@/domain/entity/entity-input";
import { parseInput } from "@/domain/parse-input";
import { findTarget } from "@/server/automation/find-target";
import { readSubject } from "@/server/automation/read-subject";
import type { ActOutcome, Run } from "@/server/automation/run";
import { assertNotDeleted } from "@/server/entity/assert-changeable";
import { announceChange, type ChangeRequest, changeEntityWithin } from "@/server/entity/change-entity";

/**
 * Makes an entity of the execution's entity, or changes one: the one with the id that the mapping gives, or the one that has the same
 * values of the unique attributes. The change is written in the transaction of the execution, and carries its chain.
 */
export async function mapEntityAction({ run, action }: { run: Run; action: ExecutionAction & MapEntityAction }): Promise<ActOutcome> {
  const { ctx, tx, execution } = run;
  const { target_schema: slug, target_unique: unique = [], mapping_attributes: mappings } = action.config;
  const source = await readSubject({ run });
  if (!source)
    return { type: "failed", error: errorOutput("ENTITY_NOT_FOUND", `The entity ${execution.entityId} does not exist any more.`) };
  // The source may be as an event had it, and events may hold what no entity can.
  const mapOnto = (before: Attributes) => parseInput(entityBody, mapAttributes({ mappings, source, before }));
  const mapped = mapOnto({});
  const targetId = await findTarget({ run, slug, mapped, unique });
  const request: ChangeRequest = {
    ...{ slug, entityId: targetId, operation: targetId === null ? "createEntity" : "updateEntity", payload: mapped },
    ...{ automationChain: execution.chain, causedBy: { type: "automation", id: execution.flowId } },
    metadata: { automation_name: execution.flowName, execution_id: execution.id, action_id: action.id },
    apply: (given, schema) => {
      if (given === null) return { ...givenState({ schema, body: mapped }), deletedAt: null };
      const before = assertNotDeleted(given);
      return { ...patchedState({ schema, before, body: mapOnto(before.attributes) }), deletedAt: null };
    },
  };
  const { entity, change, isDue } = await changeEntityWithin({ ctx, tx, request });
  run.afterCommit.push(() => announceChange({ ctx, change, isDue }));
  return { type: "done", outputs: { entity_id: entity.id, entity_schema: slug, operation: change ? request.operation : "none" } };
}
