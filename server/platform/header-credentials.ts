/**
 * Returns the secret parts of a header's value, with each part that an endpoint may echo on its own. The scheme Basic is not
 * among them.
 */
export function headerCredentials(name: string, value: string): string[] {
  if (name.toLowerCase() === "cookie") return [value, ...value.split(/;\s*/).map((cookie) => cookie.replace(/^[^=]*=/, ""))];
  const [, scheme = "", credentials] = /^(\S+)\s+(.+)$/s.exec(value) ?? [];
  if (credentials === undefined) return [value];
  return scheme.toLowerCase() === "basic" ? [credentials, ...basicCredentials(credentials)] : [value, credentials];
}

/** Returns the user name with the password, and the password. The user name ends at the first colon (RFC 7617, section 2). */
function basicCredentials(base64: string): string[] {
  const userAndPassword = Buffer.from(base64, "base64").toString("utf8");
  return [userAndPassword, userAndPassword.replace(/^[^:]*:/, "")];
}
