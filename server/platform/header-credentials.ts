/** What of a header's value an endpoint may echo on its own and nobody else may read: all of it, and its parts. */
export function headerCredentials(name: string, value: string): string[] {
  if (name.toLowerCase() === "cookie") return [value, ...value.split(/;\s*/).map((cookie) => cookie.replace(/^[^=]*=/, ""))];
  const [, scheme = "", credentials] = /^(\S+)\s+(.+)$/s.exec(value) ?? [];
  if (credentials === undefined) return [value];
  return [value, credentials, ...(scheme.toLowerCase() === "basic" ? basicCredentials(credentials) : [])];
}

/** RFC 7617, section 2: the user name ends at the first colon. */
function basicCredentials(base64: string): string[] {
  const userAndPassword = Buffer.from(base64, "base64").toString("utf8");
  return [userAndPassword, userAndPassword.replace(/^[^:]*:/, "")];
}
