import type { Operation } from "@/app/_http/define-route";
import { hasStatusForm } from "@/app/_http/error-form";
import { type ErrorStatus, HTTP_STATUS } from "@/domain/errors";

/** The body of every error (contract.md, "Operations"). */
export const ERROR_SCHEMA = {
  type: "object",
  description: "What went wrong, and what to do about it.",
  required: ["message", "code", "request_id"],
  properties: {
    message: { type: "string", description: "What is wrong, and what to do." },
    code: { type: "string", enum: Object.keys(HTTP_STATUS), description: "The same, for programs." },
    request_id: { type: "string", description: "Names the request in the logs; also in the header X-Request-Id." },
    errors: {
      type: "array",
      description: "With status 400: each wrong place of the input.",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: {
          path: { type: "string", description: "A dot path such as `auth.basicAuthConfig.username`; empty for the whole." },
          message: { type: "string" },
        },
      },
    },
  },
} as const;

/** The body of an error of the entity and automation APIs: as every other one, with what their definitions say besides. */
export const STATUS_ERROR_SCHEMA = {
  ...ERROR_SCHEMA,
  required: ["status", "error", ...ERROR_SCHEMA.required],
  properties: {
    status: { type: "integer", description: "The HTTP status." },
    error: { type: "string", description: "The name of the HTTP status, such as `Not Found`." },
    ...ERROR_SCHEMA.properties,
  },
} as const;

const MEANINGS = {
  400: "The input is wrong. `errors` names each place.",
  401: "There is no API token, or no valid one.",
  403: "The token's scopes do not allow this.",
  404: "There is no such thing in the token's organization.",
  405: "The thing does not allow this as it stands.",
  409: "It cannot be done as things stand, or a request with the same Idempotency-Key is still running.",
  410: "It was there, and has been deleted: it was older than such things are kept.",
  412: "It is not in the state that If-Match names.",
  413: "The body is too large.",
  422: "It cannot be processed, or the Idempotency-Key belongs to another request.",
  429: "The token's rate limit is reached. `Retry-After` says when to go on.",
  500: "Something went wrong on our side. `request_id` names it.",
  503: "It cannot be done for the moment: try again shortly, or when `Retry-After` says.",
} as const satisfies Record<ErrorStatus, string>;

/** Returns the errors that an operation may answer, from its body, its scope and its declared exceptions. */
export function errorResponses(operation: Operation, path: string): Record<string, { description: string }> {
  const isCreating = operation.isIdempotent === true;
  const isPossible: Record<ErrorStatus, boolean> = {
    // Those that take no input refuse query parameters.
    400: true,
    401: operation.auth === "token",
    403: operation.auth === "token",
    404: path.includes("{"),
    // A path that has another method is no operation.
    405: false,
    409: isCreating || operation.scope === "write" || operation.scope === "admin",
    410: false,
    412: operation.isConditional === true,
    413: operation.body !== undefined,
    422: isCreating,
    429: operation.auth === "token",
    500: true,
    503: true,
    ...operation.errors,
  };
  const name = hasStatusForm(path) ? "StatusError" : "Error";
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
  return Object.fromEntries(
    Object.entries(MEANINGS)
      .filter(([status]) => isPossible[Number(status) as ErrorStatus])
      .map(([status, description]) => [status, { description, content }]),
  );
}
