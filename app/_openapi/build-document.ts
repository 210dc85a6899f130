import type { z } from "zod";
import type { RouteModule } from "@/app/_http/define-methods";
import type { Operation } from "@/app/_http/define-route";
import { ERROR_SCHEMA, errorResponses, STATUS_ERROR_SCHEMA } from "@/app/_openapi/errors";
import { EXAMPLES } from "@/app/_openapi/examples";
import { createSchemaWriter, type JsonSchema } from "@/app/_openapi/json-schema";
import { groupOf } from "@/app/_openapi/operation-groups";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

interface Content {
  "application/json": { schema: JsonSchema; example?: unknown };
}

export interface DocumentedOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  deprecated?: true;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { securitySchemes: Record<string, JsonSchema>; schemas: Record<string, JsonSchema> };
}

const DESCRIPTION = `Webhooks: subscribe endpoints to events, publish events, and watch every delivery.

Send an API token of your organization as \`Authorization: Bearer pst_…\`. Errors are JSON with \`message\`, \`code\` and \`request_id\`.
A POST that makes something may be sent again with the same \`Idempotency-Key\` for 24 hours: it is answered as it was the first time.`;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Builds the API's definition, OpenAPI 3.1, from the declarations of its routes. `serverUrl` is the address of this installation. */
export function buildDocument(input: {
  routes: Readonly<Record<string, RouteModule>>;
  serverUrl: string;
  version: string;
}): OpenApiDocument {
  const writer = createSchemaWriter();
  const paths: OpenApiDocument["paths"] = {};
  const groups = new Set<string>();
  for (const [path, module] of Object.entries(input.routes)) {
    for (const method of METHODS) {
      const handler = module[method];
      if (!("operation" in handler)) continue;
      const documented = documentOperation({ operation: handler.operation, path, writer });
      for (const group of documented.tags) groups.add(group);
      paths[path] = { ...paths[path], [method.toLowerCase()]: documented };
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Postern API", version: input.version, description: DESCRIPTION },
    servers: [{ url: input.serverUrl }],
    security: [{ token: [] }],
    tags: [...groups].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token of the organization, `pst_…`, with the scope that the operation names.",
        },
      },
      schemas: { ...writer.components, Error: ERROR_SCHEMA, StatusError: STATUS_ERROR_SCHEMA },
    },
  };
}

type Writer = ReturnType<typeof createSchemaWriter>;

function documentOperation({ operation, path, writer }: { operation: Operation; path: string; writer: Writer }): DocumentedOperation {
  const { operationId, summary, response, body, isDeprecated } = operation;
  const example = EXAMPLES[operationId];
  const content = (schema: z.ZodType, io: "input" | "output", value: unknown): Content => ({
    "application/json": { schema: writer.write(schema, io), ...(value === undefined ? {} : { example: value }) },
  });
  return {
    operationId,
    summary,
    ...(operation.scope ? { description: `Needs an API token with the scope \`${operation.scope}\`.` } : {}),
    tags: [groupOf(path)],
    ...(isDeprecated ? { deprecated: true as const } : {}),
    security: operation.auth === "token" ? [{ token: [] }] : [],
    parameters: [
      ...parametersOf(operation.params, "path", writer),
      ...parametersOf(operation.query, "query", writer),
      ...(operation.isIdempotent ? [IDEMPOTENCY_KEY] : []),
      ...(operation.isConditional ? [IF_MATCH] : []),
    ],
    ...(body ? { requestBody: { required: body.isRequired, content: content(body.schema, "input", example?.request) } } : {}),
    responses: {
      [String(response.status)]:
        "schema" in response
          ? { description: "It worked.", content: content(response.schema, "output", example?.response) }
          : { description: "It worked; there is no body." },
      ...(operation.isUpsert && "schema" in response
        ? { 201: { description: "There was none: it was created.", content: content(response.schema, "output", undefined) } }
        : {}),
      ...errorResponses(operation, path),
    },
  };
}

const IDEMPOTENCY_KEY: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Makes it safe to send the request again: for 24 hours the same key and body get the same answer.",
  schema: { type: "string", maxLength: 255 },
};

const IF_MATCH: Parameter = {
  name: "If-Match",
  in: "header",
  required: false,
  description: "The `ETag` of the state that the change is meant for: where it is another by now, nothing is changed.",
  schema: { type: "string" },
};

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query", writer: Writer): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = writer.write(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(typeof description === "string" ? { description } : {}),
    schema: rest,
  }));
}
