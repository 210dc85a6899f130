import automationDefinition from "@epilot/sdk/automation/openapi.json";
import entityDefinition from "@epilot/sdk/entity/openapi.json";
import { beforeAll, expect, it } from "vitest";
import { ALL_ROUTES } from "@/app/_openapi/served-document";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;

beforeAll(async () => {
  const { token } = await makeOrganizationWithToken(environment.db);
  send = createSender({ url: api.url, token });
});

const served = new Set(
  Object.values(ALL_ROUTES).flatMap((module) =>
    Object.values(module).flatMap((handler) => ("operation" in handler ? [handler.operation.operationId] : [])),
  ),
);

/** Returns the operations of a client's definition that Postern does not have. */
function unservedOf({ paths }: { paths: unknown }): { method: string; path: string }[] {
  return Object.entries(paths as Record<string, Record<string, { operationId: string }>>).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      served.has(operationId) ? [] : [{ method: method.toUpperCase(), path }],
    ),
  );
}

it.each([
  ["Entity", entityDefinition, 22],
  ["Automation", automationDefinition, 13],
])("every other operation of the %s API is not found, in the form of its errors", async (_name, definition, servedCount) => {
  const { _id: id } = (await send("POST", "/v1/entity/contact", { json: {} })).body as { _id: string };
  const unserved = unservedOf(definition);
  const all = Object.values(definition.paths).flatMap((methods) => Object.keys(methods));
  expect(all.length - unserved.length).toBeGreaterThanOrEqual(servedCount);
  for (const { method, path } of unserved) {
    const filled = path.replace("{slug}", "contact").replaceAll(/\{\w+\}/g, id);
    const answer = await send(method, filled, method === "GET" || method === "DELETE" ? {} : { json: {} });
    expect(answer, `${method} ${filled}`).toMatchObject({ status: 404, body: { status: 404, error: "Not Found", code: "not_found" } });
  }
});
