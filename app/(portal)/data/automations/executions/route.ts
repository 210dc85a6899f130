import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { executionListInput, executionState } from "@/domain/automation/listed-execution";
import { listExecutions } from "@/server/automation/list-executions";

const { flow_id, entity_id } = executionListInput.shape;

/** A page of the executions of an automation, or of those for a record. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listExecutions",
    auth: "session",
    query: z.object({ flow_id, entity_id, state: executionState.optional(), cursor: z.string().optional() }),
    handler: ({ ctx, query }) => listExecutions({ ctx, input: query }),
  }),
});
