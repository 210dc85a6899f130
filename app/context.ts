import type { ApiRequest } from "@/app/v1/_http/api-request";
import { PosternError } from "@/domain/errors";
import { getJobs } from "@/inngest/jobs";
import { authenticateToken } from "@/server/api-token/authenticate-token";
import { createRateLimiter, type RateLimiter } from "@/server/api-token/rate-limiter";
import { type Context, createContext } from "@/server/context";
import { createInboxGate, type InboxGate } from "@/server/inbox/inbox-gate";

/** What there is before it is known who asks: enough for what is public, too little for any verb that serves an organization. */
export type InstallationContext = Pick<Context, "db" | "clock" | "vault" | "requestId">;

export function contextForInstallation(requestId: string): InstallationContext {
  const { db, clock, vault } = createContext({ tenant: { organizationId: "" }, actor: { type: "system" }, jobs: getJobs(), requestId });
  return { db, clock, vault, requestId };
}

const holder = globalThis as typeof globalThis & { posternRateLimiter?: RateLimiter; posternInboxGate?: InboxGate };

/** The process's one rate limiter: what API tokens have left lasts from request to request. */
export function getRateLimiter(): RateLimiter {
  holder.posternRateLimiter ??= createRateLimiter({ clock: contextForInstallation("").clock });
  return holder.posternRateLimiter;
}

/** The process's one gate to its inboxes: what each may still be sent lasts from request to request. */
export function getInboxGate(): InboxGate {
  holder.posternInboxGate ??= createInboxGate({ clock: contextForInstallation("").clock });
  return holder.posternInboxGate;
}

/** An API request's context, and how many requests a second its token may send; null: any. */
export interface TokenRequest {
  ctx: Context;
  tokenId: string;
  ratePerSecond: number | null;
}

/**
 * Who sends an API request: its bearer token's organization and scopes. Throws PosternError `unauthenticated` when there is no
 * token or no valid one.
 */
export async function contextForToken({ request, requestId }: { request: ApiRequest; requestId: string }): Promise<TokenRequest> {
  const token = bearerToken(request.headers.get("authorization"));
  const { db, clock } = contextForInstallation(requestId);
  const { tenant, actor, ratePerSecond } = await authenticateToken({ db, clock, token });
  return { ctx: createContext({ tenant, actor, jobs: getJobs(), requestId }), tokenId: actor.tokenId, ratePerSecond };
}

/** RFC 6750, section 2.1; the scheme's name is not case-sensitive. */
function bearerToken(header: string | null): string {
  const token = /^bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  if (token) return token;
  const message = "Send an API token of your organization in the header `Authorization: Bearer pst_…`.";
  throw new PosternError("unauthenticated", header === null ? `There is no API token. ${message}` : `This is no bearer token. ${message}`);
}
