import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { Created, defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import {
  environmentVariableAnswer,
  environmentVariableChange,
  environmentVariableReference,
} from "@/domain/environment/environment-variable";
import { deleteEnvironmentVariable } from "@/server/environment/delete-environment-variable";
import { getEnvironmentVariable } from "@/server/environment/get-environment-variable";
import { updateEnvironmentVariable } from "@/server/environment/update-environment-variable";

const declared = { auth: "token", params: environmentVariableReference } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "getEnvironmentVariable",
    summary: "Get an environment variable",
    response: { status: 200, schema: environmentVariableAnswer },
    handler: ({ ctx, params }) => getEnvironmentVariable({ ctx, input: params }),
  }),
  PUT: defineRoute({
    ...declared,
    scope: "write",
    operationId: "updateEnvironmentVariable",
    summary: "Set an environment variable; it is created where there is none",
    body: { schema: environmentVariableChange, isRequired: true },
    isUpsert: true,
    response: { status: 200, schema: environmentVariableAnswer },
    errors: { 404: false },
    handler: async ({ ctx, params, body }) => {
      const { type, variable } = await updateEnvironmentVariable({ ctx, input: { ...params, change: body } });
      return type === "created" ? new Created(variable) : variable;
    },
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "deleteEnvironmentVariable",
    summary: "Delete an environment variable; one that a webhook refers to only with force=true",
    query: z.object({ force: queryFlag.optional() }),
    response: { status: 204 },
    handler: ({ ctx, params, query }) => deleteEnvironmentVariable({ ctx, input: { ...params, ...query } }),
  }),
});
