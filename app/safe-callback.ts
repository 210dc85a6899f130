/** Returns the path to go to after the login. It is always a path of this portal, never another site (OWASP: unvalidated redirects). */
export function safeCallback(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  const base = "http://portal.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith("/login")) return "/";
  return `${url.pathname}${url.search}`;
}
