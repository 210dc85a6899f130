/** The codes of the errors that a caller is told about. */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "reauthentication_required"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "gone"
  | "precondition_failed"
  | "payload_too_large"
  | "unprocessable"
  | "rate_limited"
  | "token_exchange_failed"
  | "unavailable"
  | "internal";

/** The HTTP status of each code, for routes and actions alike (contract.md, "Operations"). */
export const HTTP_STATUS = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  reauthentication_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  token_exchange_failed: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;
export type ErrorStatus = (typeof HTTP_STATUS)[ErrorCode];

/** A fault at one place of the input. `path` is a dot path such as `auth.basicAuthConfig.username`, or empty for the whole input. */
export interface InputFault {
  path: string;
  message: string;
}

interface ErrorDetails {
  faults?: readonly InputFault[];
  retryAfterSeconds?: number;
  answer?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/**
 * The one error class of Postern. `message` tells the caller the fault and the remedy. A `cause` is only logged, so it may hold
 * details that are not for the caller. An invalid input always names its faults, since every 400 lists them (contract.md
 * "Operations"); another error may name the places that a form shows it at.
 */
export class PosternError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly InputFault[];
  /** The number of seconds after which another try may succeed; undefined where it is not known. */
  readonly retryAfterSeconds: number | undefined;
  /** The body of the API's answer in place of the usual one, where the definition of an API demands another. */
  readonly answer: Readonly<Record<string, unknown>> | undefined;

  constructor(code: "invalid_input", message: string, options: ErrorDetails & { faults: readonly InputFault[] });
  constructor(code: Exclude<ErrorCode, "invalid_input">, message: string, options?: ErrorDetails);
  constructor(code: ErrorCode, message: string, options: ErrorDetails = {}) {
    super(message, { cause: options.cause });
    this.name = "PosternError";
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.answer = options.answer;
  }
}

export function isPosternError(error: unknown): error is PosternError {
  return error instanceof PosternError;
}
