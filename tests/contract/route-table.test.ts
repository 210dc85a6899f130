import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { RouteModule } from "@/app/_http/define-methods";
import { describeOperations } from "@/app/_openapi/describe-operations";
import { ALL_ROUTES } from "@/app/_openapi/served-document";
import { ALL_PUBLISHED_OPERATION_IDS } from "@/tests/contract/published-definition";

const operationsOf = (module: RouteModule) =>
  Object.values(module).flatMap((handler) => ("operation" in handler ? [handler.operation] : []));

describe("the route table", () => {
  it("names every route module of the API by its path", () => {
    const paths = ["v1", "v2", "v3"].flatMap((version) =>
      readdirSync(`app/${version}`, { recursive: true, encoding: "utf8" }).flatMap((file) => {
        const [, folder, name] = /^(.+)\/(?:([\w-]+)\.)?route\.ts$/.exec(file.replaceAll("\\", "/")) ?? [];
        const operation = name?.replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
        if (folder === undefined || folder === "[[...path]]") return [];
        return [`/${version}/${folder.replaceAll("[", "{").replaceAll("]", "}")}${operation ? `:${operation}` : ""}`];
      }),
    );
    expect(Object.keys(ALL_ROUTES).sort()).toEqual(paths.sort());
  });

  it("declares each operation once, with the parameters that its path has", () => {
    const ids = Object.values(ALL_ROUTES).flatMap((module) => operationsOf(module).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, module] of Object.entries(ALL_ROUTES)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { params } of operationsOf(module)) {
        const declared = params ? Object.keys(z.toJSONSchema(params, { io: "input" }).properties ?? {}) : [];
        expect(declared.sort(), path).toEqual(inPath.sort());
      }
    }
  });

  it("asks for a token for everything but public keys and its own definition", () => {
    const open = Object.values(ALL_ROUTES).flatMap((module) => operationsOf(module).filter(({ auth }) => auth === "none"));
    expect(open.map(({ operationId }) => operationId).sort()).toEqual(["getJsonWebKeySet", "getOpenApi", "getPublicKey"]);
  });

  it("declares inputs and answers that a JSON Schema can be made of", () => {
    for (const { query, body, response } of Object.values(ALL_ROUTES).flatMap(operationsOf)) {
      const schemas = [query, body?.schema, "schema" in response ? response.schema : undefined];
      for (const schema of schemas)
        if (schema) expect(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).toBeTypeOf("object");
    }
  });

  it("stands in docs/api.md as it is today: `npm run docs:api` writes it", () => {
    const written = describeOperations({ routes: ALL_ROUTES, publishedIds: new Set(ALL_PUBLISHED_OPERATION_IDS) });
    expect(readFileSync("docs/api.md", "utf8")).toBe(written);
    const rows = [...written.matchAll(/^\| (\w+) \| `([A-Z]+ \/\S+)` \| /gm)].map(([, operationId, call]) => `${operationId}: ${call}`);
    const served = Object.entries(ALL_ROUTES).flatMap(([path, module]) =>
      Object.entries(module).flatMap(([method, handler]) =>
        "operation" in handler ? [`${handler.operation.operationId}: ${method} ${path}`] : [],
      ),
    );
    expect(rows.sort()).toEqual(served.sort());
  });
});
