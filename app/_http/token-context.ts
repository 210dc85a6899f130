import type { ApiRequest } from "@/app/_http/api-request";
import { getProcess } from "@/app/web-process";
import { PosternError } from "@/domain/errors";
import { HOPS_HEADER, readHops } from "@/domain/event/hops";
import { authenticateToken } from "@/server/api-token/authenticate-token";
import type { Context, Means } from "@/server/context";

/** The context before the caller is known. It is enough for public operations, and too little for any verb that serves an organization. */
export type InstallationContext = Means & Pick<Context, "requestId">;

export function contextForInstallation(requestId: string): InstallationContext {
  return { ...getProcess().means, requestId };
}

/** An API request's context, and the requests a second that its token may send; null means no limit. */
export interface TokenRequest {
  ctx: Context;
  tokenId: string;
  ratePerSecond: number | null;
}

/**
 * Returns the context of an API request: its bearer token's organization and scopes. Throws PosternError `unauthenticated` when
 * there is no token or no valid one.
 */
export async function contextForToken({ request, requestId }: { request: ApiRequest; requestId: string }): Promise<TokenRequest> {
  const token = bearerToken(request.headers.get("authorization"));
  const { means } = getProcess();
  const { tenant, actor, ratePerSecond } = await authenticateToken({ means, token });
  const hops = readHops(request.headers.get(HOPS_HEADER));
  return { ctx: { ...means, tenant, actor, requestId, hops }, tokenId: actor.tokenId, ratePerSecond };
}

/**
 * Returns the token of the Authorization header (RFC 6750, section 2.1); the scheme's name is not case-sensitive. Throws
 * PosternError `unauthenticated` where there is none.
 */
function bearerToken(header: string | null): string {
  const token = /^bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  if (token) return token;
  const message = "Send an API token of your organization in the header `Authorization: Bearer pst_…`.";
  throw new PosternError("unauthenticated", header === null ? `There is no API token. ${message}` : `This is no bearer token. ${message}`);
}
