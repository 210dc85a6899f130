import automationDefinition from "@epilot/sdk/automation/openapi.json";
import entityDefinition from "@epilot/sdk/entity/openapi.json";
import definition from "@epilot/sdk/webhooks/openapi.json";
import { Ajv, type ValidateFunction } from "ajv";

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Returns the published definition with the one correction that it needs: it lists fewer methods than its own HttpMethod
 * (contract.md, "Shapes").
 */
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

/**
 * Returns a function that checks an answer against a client's definition. It returns a line for each fault, and throws for a
 * status that the definition does not have.
 */
export function readDefinition(document: { paths: unknown }): (answer: Answer) => string[] {
  // The strict mode would refuse the keywords that OpenAPI has in addition to those of JSON Schema.
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    formats: { "date-time": ISO_MOMENT, uuid: UUID, UUID, uri: true, email: true },
  });
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

/** Returns the faults of an answer by the definition of the Webhooks client. */
export const faultsByDefinition = readDefinition(widened());

function operationIdsOf({ paths }: { paths: unknown }): string[] {
  return Object.values(paths as Record<string, Record<string, PublishedOperation>>).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
}

/** The operations of the Webhooks client. */
export const PUBLISHED_OPERATION_IDS: readonly string[] = operationIdsOf(definition);

/** The operations of the clients whose operations Postern answers: Webhooks, Entity and Automation. */
export const ALL_PUBLISHED_OPERATION_IDS: readonly string[] = [definition, entityDefinition, automationDefinition].flatMap(operationIdsOf);

/** Escapes a part of a JSON pointer (RFC 6901) for the fragment of an address. */
function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
