import { z } from "zod";
import { ANSWER_CUT_NOTES } from "@/domain/delivery/answer-cut";
import { classifyOutcome } from "@/domain/delivery/classify-outcome";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { isHeaderValue } from "@/domain/webhook/header-rules";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressAnswer, EgressResult } from "@/server/egress/egress-result";
import { HTTPS_NEEDED } from "@/server/oauth/check-token-endpoint";
import type { TokenRequest } from "@/server/oauth/token-request";
import { redactSecrets } from "@/server/platform/redact-secrets";

/**
 * The result of a token request. A failure's `message` says how the token endpoint answered, without secrets. `cause` is the
 * failure code that a delivery would get, and decides on `isRetryable` (contract.md, "Time").
 */
export type TokenExchange =
  | { type: "token"; accessToken: string; tokenType: string | null; expiresInSeconds: number | null }
  | { type: "failure"; cause: FailureCode; message: string; isRetryable: boolean };

/**
 * The answer of RFC 6749, section 5.1, and its common variants: a lifetime as a text or with a fraction, a token with white space
 * around it or with its scheme before it.
 */
const tokenAnswer = z.object({
  access_token: z
    .string()
    .transform((token) => token.trim().replace(/^bearer\s+/i, ""))
    .pipe(z.string().min(1)),
  token_type: z.string().trim().optional().catch(undefined),
  expires_in: z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d+(\.\d+)?$/)
        .transform(Number),
    ])
    .pipe(z.number().positive())
    .optional()
    .catch(undefined),
});
const tellingText = z.string().trim().min(1);
/** The error of RFC 6749, section 5.2. */
const errorAnswer = z.object({
  error: tellingText,
  error_description: tellingText.optional().catch(undefined),
  error_uri: tellingText.optional().catch(undefined),
});

/**
 * Token types that need more than an Authorization header: a signature, or a proof of a key. Any other type is sent as a bearer
 * token, because some servers call theirs "BearerToken" or "Application Access Token".
 */
const UNUSABLE_TYPES: ReadonlySet<string> = new Set(["dpop", "mac", "n_a", "pop"]);

/** Errors that stand for a 5xx status when every status is 200 or 400 (RFC 6749, section 4.1.2.1). */
const PASSING_ERRORS: ReadonlySet<string> = new Set(["server_error", "temporarily_unavailable"]);

const MAX_TOKEN_LENGTH = 16_384;
const MAX_EXCERPT_LENGTH = 300;

/** Fetches an access token. Never rejects because of the network or the token endpoint. */
export async function exchangeToken(input: { egress: EgressClient; request: TokenRequest; timeoutMs: number }): Promise<TokenExchange> {
  const { egress, request, timeoutMs } = input;
  const { url, method, headers, body, viaStaticIp } = request;
  const result = await egress.send({ url, method, headers, body, viaStaticIp, timeoutMs, isPublicHttpRefused: true });
  const outcome = classifyOutcome(result);
  if (result.type === "answer" && outcome.type === "success") return refuseCut(result) ?? readToken(result, request);
  const { code, isRetryable } = outcome.type === "failure" ? outcome : { code: "INTERNAL_ERROR" as const, isRetryable: true };
  const isPassing = result.type === "answer" && PASSING_ERRORS.has(readError(result.body)?.error ?? "");
  // A token endpoint's 410 does not mean that the webhook is gone.
  const cause = code === "WEBHOOK_GONE" ? "HTTP_ERROR" : code;
  return { type: "failure", cause, isRetryable: isRetryable || isPassing, message: describeFailure(result, request) };
}

/**
 * Returns a failure for an answer that was cut, else null. A token is read from a whole answer only. After a connection that
 * broke off, another request may bring one.
 */
function refuseCut({ statusCode, cut }: EgressAnswer): TokenExchange | null {
  if (cut === null) return null;
  // The cut may lie within the token.
  if (cut === "too_long") return noToken(statusCode, "is longer than 64 KiB");
  const cause = cut === "deadline" ? "TIMEOUT" : cut === "stopped" ? "INTERNAL_ERROR" : "CONNECTION_ERROR";
  return { type: "failure", cause, isRetryable: true, message: `The token endpoint answered ${statusCode}. ${ANSWER_CUT_NOTES[cut]}` };
}

function readToken(answer: EgressAnswer, request: TokenRequest): TokenExchange {
  const { statusCode, body } = answer;
  const parsed = tokenAnswer.safeParse(parseFields(body));
  if (!parsed.success) {
    const error = readError(body)?.error;
    if (error === undefined) return noToken(statusCode, "is no JSON object with an access_token, nor a form with one");
    return { type: "failure", cause: "HTTP_ERROR", isRetryable: PASSING_ERRORS.has(error), message: describeFailure(answer, request) };
  }
  const { access_token: accessToken, token_type: type = null, expires_in: expiresInSeconds = null } = parsed.data;
  // An endpoint may echo anything anywhere, and the type is shown.
  const tokenType = type === null ? null : redactSecrets(type, request.secrets);
  if (UNUSABLE_TYPES.has(tokenType?.toLowerCase() ?? ""))
    return noToken(statusCode, `has a token of the type ${tokenType}, which is no bearer token`);
  if (accessToken.length > MAX_TOKEN_LENGTH) return noToken(statusCode, `has an access_token of more than ${MAX_TOKEN_LENGTH} characters`);
  if (!isHeaderValue(accessToken)) return noToken(statusCode, "has an access_token that no header can carry");
  return { type: "token", accessToken, tokenType, expiresInSeconds };
}

/** Returns a failure whose message leaves out the answer's body, because the body may hold a token all the same. */
function noToken(statusCode: number, fault: string): TokenExchange {
  return {
    type: "failure",
    cause: "HTTP_ERROR",
    isRetryable: false,
    message: `The token endpoint answered ${statusCode}, but its body ${fault}.`,
  };
}

function describeFailure(result: EgressResult, { url, secrets }: TokenRequest): string {
  if (result.type === "failure") {
    const isHttpsMissing = result.code === "BLOCKED_ADDRESS" && /^http:/i.test(url);
    const message = redactSecrets(result.message, secrets);
    return `The token endpoint could not be called: ${message}${isHttpsMissing ? ` ${HTTPS_NEEDED}` : ""}`;
  }
  const { statusCode, body } = result;
  if (statusCode >= 300 && statusCode < 400) return `The token endpoint answered ${statusCode}: redirects are not followed.`;
  // Secrets are blacked out before the text is cut, because half of a secret would not be recognised.
  const said = explainBody(redactSecrets(body, secrets));
  return said === "" ? `The token endpoint answered ${statusCode}.` : `The token endpoint answered ${statusCode}: ${said}`;
}

/** Returns the error's fields, or the beginning of the body when it holds no error. */
function explainBody(body: string): string {
  const { error, error_description: description, error_uri: uri } = readError(body) ?? { error: body };
  const text = [error, description, uri]
    .filter((part) => part !== undefined)
    .join(", ")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > MAX_EXCERPT_LENGTH ? `${text.slice(0, MAX_EXCERPT_LENGTH)}…` : text;
}

function readError(body: string): z.output<typeof errorAnswer> | null {
  return errorAnswer.safeParse(parseFields(body)).data ?? null;
}

/**
 * Returns an answer's fields from JSON or a form. It ignores the content-type, which is often wrong. Returns undefined for any
 * other text. `trim` also removes a byte order mark.
 */
function parseFields(body: string): unknown {
  const text = body.trim();
  try {
    return JSON.parse(text);
  } catch {
    return /^\w+=[^\s<>{}"]*$/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : undefined;
  }
}
