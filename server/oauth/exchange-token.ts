import { z } from "zod";
import { classifyOutcome } from "@/domain/delivery/classify-outcome";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { isHeaderValue } from "@/domain/webhook/header-rules";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressAnswer, EgressResult } from "@/server/egress/egress-result";
import { HTTPS_NEEDED } from "@/server/oauth/check-token-endpoint";
import type { TokenRequest } from "@/server/oauth/token-request";
import { redactSecrets } from "@/server/platform/redact-secrets";

/**
 * What came of a token request. A failure's `message` says what the token endpoint answered, without secrets; `cause` is what that
 * would be of a delivery, and decides on `isRetryable` (contract.md, "Time").
 */
export type TokenExchange =
  | { type: "token"; accessToken: string; tokenType: string | null; expiresInSeconds: number | null }
  | { type: "failure"; cause: FailureCode; message: string; isRetryable: boolean };

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().optional().catch(undefined),
  /** Some give it as a text. */
  expires_in: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .optional()
    .catch(undefined),
});
const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional().catch(undefined) });

const MAX_TOKEN_LENGTH = 16_384;
const MAX_EXCERPT_LENGTH = 300;

/** Fetches an access token. Never rejects for a reason of the network or the token endpoint. */
export async function exchangeToken(input: { egress: EgressClient; request: TokenRequest; timeoutMs: number }): Promise<TokenExchange> {
  const { egress, request, timeoutMs } = input;
  const { url, method, headers, body, viaStaticIp } = request;
  const result = await egress.send({ url, method, headers, body, viaStaticIp, timeoutMs, isPublicHttpRefused: true });
  const outcome = classifyOutcome(result);
  if (result.type === "answer" && outcome.type === "success") return readToken(result);
  const { code, isRetryable } = outcome.type === "failure" ? outcome : { code: "INTERNAL_ERROR" as const, isRetryable: true };
  // A token endpoint is no webhook's: its 410 is an answer like any other.
  const cause = code === "WEBHOOK_GONE" ? "HTTP_ERROR" : code;
  return { type: "failure", cause, isRetryable, message: describeFailure(result, request) };
}

function readToken({ statusCode, body }: EgressAnswer): TokenExchange {
  const parsed = tokenAnswer.safeParse(parseJson(body));
  if (!parsed.success) return noToken(statusCode, "is no JSON object with an access_token");
  const { access_token: accessToken, token_type: tokenType = null, expires_in: lifetime = -1 } = parsed.data;
  if (accessToken.length > MAX_TOKEN_LENGTH) return noToken(statusCode, `has an access_token of more than ${MAX_TOKEN_LENGTH} characters`);
  if (!isHeaderValue(accessToken)) return noToken(statusCode, "has an access_token that no header can carry");
  return { type: "token", accessToken, tokenType, expiresInSeconds: lifetime >= 0 ? lifetime : null };
}

/** The answer's body stays unsaid: it may hold a token all the same. */
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
  // Blacked out before it is cut: half of a secret would not be known as one.
  const said = explainBody(redactSecrets(body, secrets));
  return said === "" ? `The token endpoint answered ${statusCode}.` : `The token endpoint answered ${statusCode}: ${said}`;
}

/** RFC 6749, section 5.2, or the beginning of whatever it is. */
function explainBody(body: string): string {
  const parsed = errorAnswer.safeParse(parseJson(body));
  const { error, error_description: description } = parsed.success ? parsed.data : { error: body, error_description: undefined };
  const text = [error, description]
    .filter((part) => part !== undefined && part !== "")
    .join(", ")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > MAX_EXCERPT_LENGTH ? `${text.slice(0, MAX_EXCERPT_LENGTH)}…` : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
