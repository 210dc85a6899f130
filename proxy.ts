import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { type NextRequestWithAuth, withAuth } from "next-auth/middleware";
import { isForPrograms } from "@/app/_http/clean-target";
import { toErrorResponse } from "@/app/_http/error-response";
import { getProcess } from "@/app/web-process";
import { PosternError } from "@/domain/errors";

/**
 * Checks only that a session's token is valid, so that a signed-out visitor goes to the login without a page being rendered. Each
 * page, action and portal route checks itself that the session still holds (app/session.ts).
 */
const guard = withAuth({ pages: { signIn: "/login" } });

// biome-ignore lint/style/noProcessEnv: the bundler replaces it with a constant; React needs eval only in development.
const IS_DEVELOPMENT = process.env.NODE_ENV === "development";

/**
 * Returns the policy of a page. Only scripts with this request's nonce run. Styles may be inline: positioned menus and charts are
 * placed by style attributes, which no nonce covers.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${IS_DEVELOPMENT ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Refuses an address whose escapes are no UTF-8 (`%ff`). Next itself answers 500; this answer tells the caller that the address
 * is wrong.
 */
function refuseAddress(): Response {
  const message = "The address is not valid: write its characters as escapes of UTF-8, a percent sign as %25.";
  const error = new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
  return toErrorResponse({ error, requestId: crypto.randomUUID() });
}

/**
 * Refuses an action that another site's page asks for. Next itself compares the origin with X-Forwarded-Host too, which anybody may send
 * and not every proxy overwrites, and answers 500.
 */
function refuseOrigin(origin: string): Response {
  const { publicUrl } = getProcess().env;
  const error = new PosternError("forbidden", `The portal takes no action for the page of ${origin}: open it at ${publicUrl}.`);
  return toErrorResponse({ error, requestId: crypto.randomUUID() });
}

/** Returns the origin of the page that asks for an action, where it is another site's; null otherwise. */
function foreignOrigin(request: NextRequest): string | null {
  const origin = isAction(request) ? request.headers.get("origin") : null;
  if (origin === null) return null;
  const own = [new URL(getProcess().env.publicUrl).host, request.headers.get("host")];
  return URL.canParse(origin) && own.includes(new URL(origin).host) ? null : origin;
}

export async function proxy(request: NextRequest, event: NextFetchEvent) {
  const { pathname } = request.nextUrl;
  if (!isReadable(pathname)) return refuseAddress();
  const foreign = foreignOrigin(request);
  if (foreign !== null) return refuseOrigin(foreign);
  // These routes check the caller themselves, and answer 401 instead of redirecting to the login.
  if (isForPrograms(pathname)) return NextResponse.next();
  const verdict = seesToItself(request) ? null : await guard(request as NextRequestWithAuth, event);
  if (verdict) return verdict;
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-postern-address", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function isAction(request: NextRequest): boolean {
  return request.method === "POST" && request.headers.has("next-action");
}

/** The pages of invitations, which are for people without an account too. */
const INVITATION = /^\/invite\/[^/]+$/;

/**
 * Checks whether a request needs no guard here. A form's action shows in the form that the session has ended; a redirect would
 * lose the entries.
 */
function seesToItself(request: NextRequest): boolean {
  return isAction(request) || INVITATION.test(request.nextUrl.pathname);
}

/**
 * The paths that pass here: every page, but no files, since browsers and crawlers ask for those in `public/` by name and without
 * a session. A path for programs (isForPrograms) passes only if it has an escape, which may be invalid.
 */
export const config = {
  matcher: [
    "/((?!(?:v[1-3]|api|data|inbox|form)(?:/|$)|_next/|(?:[\\w-]*icon[\\w-]*\\.(?:ico|png|svg)|site\\.webmanifest|robots\\.txt)$).*)",
    "/((?:v[1-3]|api|data|inbox|form)/.*%.*)",
  ],
};
