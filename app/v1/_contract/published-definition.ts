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

// Not strict: an OpenAPI document has words besides JSON Schema's.
const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats: { "date-time": ISO_MOMENT, uuid: UUID } });
ajv.addSchema(widened(), "api");

interface PublishedOperation {
  operationId: string;
  responses: Record<string, { content?: { "application/json": { schema: unknown } } }>;
}

/** The operation's name and its place in the document, for every operation that the published client has. */
const OPERATIONS = new Map(
  Object.entries(definition.paths as Record<string, Record<string, PublishedOperation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [operation.operationId, { path, method, operation }] as const),
  ),
);

/** What is wrong with an answer by the definition that the client ships; empty when nothing is. Throws for a status that it does not know. */
export function faultsByDefinition(input: { operationId: string; status: number; body: unknown }): string[] {
  const { operationId, status, body } = input;
  const found = OPERATIONS.get(operationId);
  const response = found?.operation.responses[String(status)];
  if (!found || !response) throw new Error(`The definition has no answer ${status} to ${operationId}.`);
  if (!response.content) return body === undefined || body === "" ? [] : ["There should be no body."];
  const pointer = ["paths", found.path, found.method, "responses", String(status), "content", "application/json", "schema"];
  const validate = ajv.getSchema(`api#/${pointer.map(escapePointer).join("/")}`) as ValidateFunction;
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** RFC 6901 in the fragment of an address. */
function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
