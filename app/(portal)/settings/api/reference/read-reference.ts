import type { DocumentedOperation, OpenApiDocument } from "@/app/_openapi/build-document";
import type { JsonSchema } from "@/app/_openapi/json-schema";
import { readDocument } from "@/app/_openapi/served-document";
import { describeSchema } from "@/app/(portal)/settings/api/reference/describe-schema";
import { getProcess } from "@/app/web-process";
import type { Reference, ReferenceOperation, SchemaField } from "@/components/reference/reference";
import { quoteForShell } from "@/domain/webhook/quote-for-shell";

/** Returns the API's definition as the reference shows it. It is made once a process, as the definition is. */
export function readReference(): Reference {
  return getProcess().once(makeReference);
}

function makeReference(): Reference {
  return describeDocument(readDocument());
}

/** Returns an OpenAPI document of ours for readers: operations by group, and the objects of their answers. */
export function describeDocument(document: OpenApiDocument): Reference {
  const baseUrl = document.servers[0]?.url ?? "";
  const { schemas } = document.components;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      describeOperation({ operation, path, method: method.toUpperCase(), baseUrl, schemas }),
    ),
  );
  const groups = [...new Set(operations.map(({ group }) => group))].sort((one, other) => rankOf(one) - rankOf(other));
  return {
    baseUrl,
    groups: groups.map((name) => ({ name, operations: operations.filter(({ group }) => group === name) })),
    objects: namesOf(operations, schemas).map((name) => ({
      name,
      field: describeSchema(schemas[name] ?? {}, { schemas, isInlined: false }),
    })),
  };
}

/** The groups that come first: those that a reader needs first. */
const ORDER = ["Webhooks", "Events", "Event catalogue", "Replay jobs", "Signing"];
const rankOf = (group: string) => (ORDER.includes(group) ? ORDER.indexOf(group) : ORDER.length);

function describeOperation(input: {
  operation: DocumentedOperation;
  path: string;
  method: string;
  baseUrl: string;
  schemas: Readonly<Record<string, JsonSchema>>;
}): ReferenceOperation {
  const { operation, path, method, schemas } = input;
  const inlined = { schemas, isInlined: true };
  const [title = "", ...rest] = operation.summary.split(/[;:] /);
  const body = operation.requestBody?.content["application/json"];
  const responses = Object.entries(operation.responses);
  const [successes, errors] = [responses.filter(([code]) => isSuccess(code)), responses.filter(([code]) => !isSuccess(code))];
  const answered = successes[0]?.[1];
  const content = answered?.content?.["application/json"];
  return {
    id: operation.operationId,
    group: operation.tags[0] ?? "",
    title,
    notes: [...rest.map(asSentence), ...(operation.description ? [operation.description] : [])],
    method,
    path,
    isDeprecated: operation.deprecated === true,
    parameters: operation.parameters.map(({ name, in: place, required, description, schema }) => ({
      place,
      field: describeSchema({ ...schema, ...(description === undefined ? {} : { description }) }, inlined, { name, isRequired: required }),
    })),
    body: body ? { isRequired: operation.requestBody?.required === true, field: describeSchema(body.schema, inlined) } : null,
    answer: {
      status: successes.map(([code]) => code).join(" or "),
      description: answered?.description ?? "",
      body: content ? describeSchema(content.schema, { schemas, isInlined: false }) : null,
      example: content?.example === undefined ? null : JSON.stringify(content.example),
    },
    errors: errors.map(([code, { description }]) => ({ status: code, description })),
    curl: writeCurl(input),
  };
}

const isSuccess = (status: string) => Number(status) < 400;

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Returns a parameter's name as a shell variable: `configId` becomes `$CONFIG_ID`. */
const shellName = (name: string) => `$${name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}`;

function writeCurl({
  operation,
  path,
  method,
  baseUrl,
}: {
  operation: DocumentedOperation;
  path: string;
  method: string;
  baseUrl: string;
}): string {
  const wanted = operation.parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const query = wanted.map(({ name }) => `${name}=${shellName(name)}`).join("&");
  const address = `${baseUrl}${path.replace(/\{(\w+)\}/g, (_whole, name: string) => shellName(name))}${query && `?${query}`}`;
  const example = operation.requestBody?.content["application/json"].example;
  const parts = [
    // Without -g, curl reads brackets and braces in a variable's value as a pattern of several addresses.
    `curl -g${method === "GET" ? "" : ` -X ${method}`} "${address}"`,
    ...(operation.security.length > 0 ? [`-H "Authorization: Bearer $TOKEN"`] : []),
    ...(example === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d ${quoteForShell(JSON.stringify(example, null, 2).replaceAll("\n", "\n  "))}`]),
  ];
  return parts.join(" \\\n  ");
}

/** Returns the names of the objects in answers, and of the objects within them, in order of appearance. */
function namesOf(operations: readonly ReferenceOperation[], schemas: Readonly<Record<string, JsonSchema>>): string[] {
  const names = new Set<string>();
  const visit = ({ objectName, children }: SchemaField): void => {
    if (objectName !== null && !names.has(objectName)) {
      names.add(objectName);
      visit(describeSchema(schemas[objectName] ?? {}, { schemas, isInlined: false }));
    }
    for (const child of children) visit(child);
  };
  for (const { answer } of operations) if (answer.body) visit(answer.body);
  return [...names];
}
