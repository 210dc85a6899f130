import type { FailureCode } from "@/domain/delivery/failure-codes";

/** A way in which an attempt of the demo fails. */
export interface SampleFault {
  code: FailureCode;
  /** Null when no HTTP answer came. */
  statusCode: number | null;
  message: string;
  /** The answer's body. */
  body: string;
  /** The duration in milliseconds; null for the endpoint's usual one. */
  durationMs: number | null;
  isRetryable: boolean;
}

function answered(statusCode: number, body: string, isRetryable: boolean): SampleFault {
  return { code: "HTTP_ERROR", statusCode, message: `The endpoint answered ${statusCode}.`, body, durationMs: null, isRetryable };
}

export const SAMPLE_FAULTS = {
  serverError: answered(500, '{"error":"Internal Server Error"}', true),
  unavailable: answered(503, "Service Unavailable", true),
  tooMany: answered(429, '{"error":"Too many requests"}', true),
  badRequest: answered(422, '{"error":"The field \\"status\\" has a value that is not known."}', false),
  notFound: answered(404, '{"error":"Not Found"}', false),
  gone: { ...answered(410, '{"error":"This hook was removed."}', false), code: "WEBHOOK_GONE" },
  timeout: {
    code: "TIMEOUT",
    statusCode: null,
    message: "The endpoint did not answer within 30 seconds.",
    body: "",
    durationMs: 30_000,
    isRetryable: true,
  },
  refused: {
    code: "CONNECTION_ERROR",
    statusCode: null,
    message: "The connection was refused: nothing listens at the address and port of the endpoint.",
    body: "",
    durationMs: 3,
    isRetryable: true,
  },
  noToken: {
    code: "OAuthTokenExchangeError",
    statusCode: null,
    message: "The token endpoint answered 401: invalid_client.",
    body: "",
    durationMs: 0,
    isRetryable: false,
  },
} as const satisfies Record<string, SampleFault>;

export type SampleFaultName = keyof typeof SAMPLE_FAULTS;
