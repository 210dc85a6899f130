import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, it } from "vitest";
import type { RouteModule } from "@/app/_http/define-methods";
import type { OpenApiDocument } from "@/app/_openapi/build-document";
import { EXAMPLES } from "@/app/_openapi/examples";
import { ALL_ROUTES } from "@/app/_openapi/served-document";
import { parseInput } from "@/domain/parse-input";
import { withServedApi } from "@/tests/contract/serve-api";
import { withProcessEnvironment } from "@/tests/support/process-environment";

withProcessEnvironment();
const api = withServedApi();
let document: OpenApiDocument;

beforeAll(async () => {
  const response = await fetch(`${api.url}/v1/webhooks/openapi.json`);
  expect(response.status).toBe(200);
  document = (await response.json()) as OpenApiDocument;
});

const operationsOf = (module: RouteModule) =>
  Object.entries(module).flatMap(([method, handler]) =>
    "operation" in handler && method !== "HEAD" ? [{ method, operation: handler.operation }] : [],
  );
const declared = Object.entries(ALL_ROUTES).flatMap(([path, module]) => operationsOf(module).map((rest) => ({ path, ...rest })));

/** Returns the first value under `key`, at any depth. */
function findKey(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (key in value) return (value as Record<string, unknown>)[key];
  return Object.values(value).reduce<unknown>((found, part) => found ?? findKey(part, key), undefined);
}

describe("the API's own definition", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect((await validator.validate({ ...document })).errors).toBeUndefined();
    expect(validator.version).toBe("3.1");
  });

  it("has each route's operations and no others", () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`),
    );
    expect(documented.sort()).toEqual(declared.map(({ path, method, operation }) => `${method} ${path} ${operation.operationId}`).sort());
  });

  it("says of each what it takes, what it answers, and which token it needs", () => {
    for (const { path, method, operation } of declared) {
      const documented = document.paths[path]?.[method.toLowerCase()];
      expect(
        documented?.parameters.filter((one) => one.in === "path").map(({ name }) => name),
        path,
      ).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(documented?.requestBody?.required, operation.operationId).toBe(operation.body?.isRequired);
      expect(Object.keys(documented?.responses ?? {})).toContain(String(operation.response.status));
      expect(documented?.security).toEqual(operation.auth === "token" ? [{ token: [] }] : []);
      expect(documented?.description?.includes(`\`${operation.scope}\``) ?? false).toBe(operation.scope !== undefined);
    }
  });

  it("says which errors each may be answered with: those that follow from what it takes, and what its route declares besides", () => {
    const statusesOf = (path: string, method: string) => Object.keys(document.paths[path]?.[method]?.responses ?? {});
    for (const { path, method } of declared) expect(statusesOf(path, method.toLowerCase())).toEqual(expect.arrayContaining(["500", "503"]));
    expect(statusesOf("/v1/webhooks/replay-jobs/{jobId}/pause", "post")).toContain("409");
    expect(statusesOf("/v1/environments/{key}", "get")).toContain("404");
    const upsert = statusesOf("/v1/environments/{key}", "put");
    expect(upsert).toEqual(expect.arrayContaining(["200", "201", "400"]));
    expect(upsert).not.toContain("404");
  });

  it("refers to nothing that it does not hold, and describes every field of its schemas", () => {
    const text = JSON.stringify(document);
    const names = Object.keys(document.components.schemas);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) expect(names).toContain(name);
    expect(text).not.toContain("$defs");
    expect(text).not.toContain("x-undocumented");
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const { properties = {} } = schema as { properties?: Record<string, { description?: string }> };
      for (const [field, { description }] of Object.entries(properties)) expect(description, `${name}.${field}`).toBeTypeOf("string");
    }
    const { properties } = document.components.schemas["WebhookConfigInput"] as { properties?: object };
    expect(Object.keys(properties ?? {})).toContain("retryPolicy");
    expect(Object.keys(properties ?? {})).not.toContain("secureProxy");
  });

  it("describes a filter's conditions as what they may be: a comparison or a JSONata expression", () => {
    const { properties } = document.components.schemas["WebhookConfigInput"] as { properties?: Record<string, unknown> };
    const forms = [{ required: ["field", "operation"] }, { required: ["jsonata_expression"] }];
    expect(JSON.stringify(properties?.["filterConditions"])).toContain('"field_type"');
    expect(findKey(properties?.["filterConditions"], "conditions")).toMatchObject({ items: { anyOf: forms } });
  });

  it("shows examples that the operations take and answer", () => {
    for (const [operationId, { request, response }] of Object.entries(EXAMPLES)) {
      const operation = declared.find((one) => one.operation.operationId === operationId)?.operation;
      if (request !== undefined) parseInput(operation?.body?.schema ?? expect.fail(`${operationId} takes no body`), request);
      const answer = operation?.response;
      if (response !== undefined && answer && "schema" in answer) expect(parseInput(answer.schema, response)).toEqual(response);
    }
  });
});
