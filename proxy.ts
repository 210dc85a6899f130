import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { type NextRequestWithAuth, withAuth } from "next-auth/middleware";
import { isForPrograms } from "@/app/_http/clean-target";
import { toErrorResponse } from "@/app/_http/error-response";
import { PosternError } from "@/domain/errors";

/**
 * A first look only: it sees that a session's token is valid, so that a signed-out visitor goes to the login without a
 * page being rendered. Whether the session still holds, each page, action and portal route asks for itself (app/session.ts).
 */
const guard = withAuth({ pages: { signIn: "/login" } });

// biome-ignore lint/style/noProcessEnv: the bundler puts a constant in its place; React needs eval in development alone.
const IS_DEVELOPMENT = process.env.NODE_ENV === "development";

/**
 * Scripts run by this request's nonce alone. Styles may be inline: positioned menus and charts are placed by style
 * attributes, which no nonce covers.
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

/** Next itself answers 500 to an address whose escapes are no UTF-8 (`%ff`): whose fault it is, the caller learns here. */
function refuseAddress(): Response {
  const message = "The address is not valid: write its characters as escapes of UTF-8, a percent sign as %25.";
  const error = new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
  return toErrorResponse({ error, requestId: crypto.randomUUID() });
}

export async function proxy(request: NextRequest, event: NextFetchEvent) {
  const { pathname } = request.nextUrl;
  if (!isReadable(pathname)) return refuseAddress();
  // They see to themselves, and answer 401 instead of leading to the login.
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

/** An invitation's page is for people who have no account yet. */
const INVITATION = /^\/invite\/[^/]+$/;

/** A form's action says itself that the session has ended, in the form: a redirect would lose what was typed. */
function seesToItself(request: NextRequest): boolean {
  const isAction = request.method === "POST" && request.headers.has("next-action");
  return isAction || INVITATION.test(request.nextUrl.pathname);
}

/**
 * Every page, but no files: browsers and crawlers ask for those in `public/` by name and without a session. Of the paths for
 * programs (isForPrograms) those with an escape, which may be none.
 */
export const config = {
  matcher: [
    "/((?!(?:v1|v2|api|data|inbox)(?:/|$)|_next/|(?:[\\w-]*icon[\\w-]*\\.(?:ico|png|svg)|site\\.webmanifest|robots\\.txt)$).*)",
    "/((?:v1|v2|api|data|inbox)/.*%.*)",
  ],
};
