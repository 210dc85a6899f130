import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { type NextRequestWithAuth, withAuth } from "next-auth/middleware";
import { isForPrograms } from "@/app/_http/clean-target";
import { toErrorResponse } from "@/app/_http/error-response";
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

export async function proxy(request: NextRequest, event: NextFetchEvent) {
  const { pathname } = request.nextUrl;
  if (!isReadable(pathname)) return refuseAddress();
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

/** The pages of invitations, which are for people without an account too. */
const INVITATION = /^\/invite\/[^/]+$/;

/**
 * Checks whether a request needs no guard here. A form's action shows in the form that the session has ended; a redirect would
 * lose the entries.
 */
function seesToItself(request: NextRequest): boolean {
  const isAction = request.method === "POST" && request.headers.has("next-action");
  return isAction || INVITATION.test(request.nextUrl.pathname);
}

/**
 * The paths that pass here: every page, but no files, since browsers and crawlers ask for those in `public/` by name and without
 * a session. A path for programs (isForPrograms) passes only if it has an escape, which may be invalid.
 */
export const config = {
  matcher: [
    "/((?!(?:v1|v2|api|data|inbox)(?:/|$)|_next/|(?:[\\w-]*icon[\\w-]*\\.(?:ico|png|svg)|site\\.webmanifest|robots\\.txt)$).*)",
    "/((?:v1|v2|api|data|inbox)/.*%.*)",
  ],
};
