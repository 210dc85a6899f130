import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { startableFlowsInput } from "@/domain/automation/startable-flow";
import { listStartableFlows } from "@/server/automation-flow/list-startable-flows";

/** The automations that can be started by hand for records of a schema. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listStartableFlows",
    auth: "session",
    query: startableFlowsInput,
    handler: ({ ctx, query }) => listStartableFlows({ ctx, input: query }),
  }),
});
