import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { environmentVariableAnswer, environmentVariableList, newEnvironmentVariable } from "@/domain/environment/environment-variable";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { listEnvironmentVariables } from "@/server/environment/list-environment-variables";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "listEnvironmentVariables",
    summary: "List environment variables; by key, with the webhooks that refer to them",
    auth: "token",
    scope: "read",
    response: { status: 200, schema: environmentVariableList },
    handler: ({ ctx }) => listEnvironmentVariables({ ctx }),
  }),
  POST: defineRoute({
    operationId: "createEnvironmentVariable",
    summary: "Create an environment variable; a SecretString's value is never shown again",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    body: { schema: newEnvironmentVariable, isRequired: true },
    response: { status: 201, schema: environmentVariableAnswer },
    handler: ({ ctx, body }) => createEnvironmentVariable({ ctx, input: body }),
  }),
});
