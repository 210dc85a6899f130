/** What of a header's value nobody else may read, each part that an endpoint may echo on its own. Of Basic, the scheme may stay. */
export function headerCredentials(name: string, value: string): string[] {
  if (name.toLowerCase() === "cookie") return [value, ...value.split(/;\s*/).map((cookie) => cookie.replace(/^[^=]*=/, ""))];
  const [, scheme = "", credentials] = /^(\S+)\s+(.+)$/s.exec(value) ?? [];
  if (credentials === undefined) return [value];
  return scheme.toLowerCase() === "basic" ? [credentials, ...basicCredentials(credentials)] : [value, credentials];
}

/** RFC 7617, section 2: the user name ends at the first colon. */
function basicCredentials(base64: string): string[] {
  const userAndPassword = Buffer.from(base64, "base64").toString("utf8");
  return [userAndPassword, userAndPassword.replace(/^[^:]*:/, "")];
}
