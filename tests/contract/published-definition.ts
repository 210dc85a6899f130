import definition from "@epilot/sdk/webhooks/openapi.json";
import { Ajv, type ValidateFunction } from "ajv";

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one place where the published definition is too narrow: it lists fewer methods than its own HttpMethod (contract.md, "Shapes"). */
function widened() {
  const copy = structuredClone(definition);
  copy.components.schemas.WebhookEvent.properties.http_method.enum = [...copy.components.schemas.HttpMethod.enum];
  return copy;
}

interface PublishedOperation {
  operationId: string;
  responses: Record<string, { content?: { "application/json": { schema: unknown } } }>;
}

interface Answer {
  operationId: string;
  status: number;
  body: unknown;
}

/** Gives what says what is wrong with an answer by the definition that a client ships: nothing, or a line for each fault. It throws for a status that the definition does not know. */
export function readDefinition(document: { paths: unknown }): (answer: Answer) => string[] {
  // Not strict: an OpenAPI document has words besides JSON Schema's.
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats: { "date-time": ISO_MOMENT, uuid: UUID } });
  ajv.addSchema(document, "api");
  const operations = new Map(
    Object.entries(document.paths as Record<string, Record<string, PublishedOperation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { path, method, operation }] as const),
    ),
  );
  return ({ operationId, status, body }) => {
    const found = operations.get(operationId);
    const response = found?.operation.responses[String(status)];
    if (!found || !response) throw new Error(`The definition has no answer ${status} to ${operationId}.`);
    if (!response.content) return body === undefined || body === "" ? [] : ["There should be no body."];
    const pointer = ["paths", found.path, found.method, "responses", String(status), "content", "application/json", "schema"];
    const validate = ajv.getSchema(`api#/${pointer.map(escapePointer).join("/")}`) as ValidateFunction;
    return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** What is wrong with an answer by the definition that the Webhooks client ships. */
export const faultsByDefinition = readDefinition(widened());

/** Every operation that the Webhooks client has. */
export const PUBLISHED_OPERATION_IDS: readonly string[] = Object.values(
  definition.paths as Record<string, Record<string, PublishedOperation>>,
).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));

/** RFC 6901 in the fragment of an address. */
function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
