/** What begins the paths for programs: the API, the portal's own routes, the addresses of inboxes. All other paths are pages. */
const PROGRAMS = /^\/(?:v1|v2|api|data|inbox)(?:\/|$)/;

export function isForPrograms(path: string): boolean {
  return PROGRAMS.test(path);
}

/**
 * Takes off the target of a request for a program what clients put there whose base address ends in a slash: the scheme and host that a
 * target may be sent with (RFC 9112, section 3.2.2), further slashes at its beginning, and those at its end. Next would lead them
 * elsewhere by a 308, which most senders of webhooks do not follow, and many clients only without what they sent.
 */
export function cleanTarget(target: string): string {
  const origin = target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?]*\/?/i, "/");
  const [path = "", query = ""] = splitTarget(origin);
  const cleaned = path.replace(/^\/+/, "/").replace(/\/+$/, "");
  return isForPrograms(cleaned) ? `${cleaned}${query}` : origin;
}

/** The path of a target, and its query with the question mark. */
export function splitTarget(target: string): [path: string, query: string] {
  const end = target.indexOf("?");
  return end === -1 ? [target, ""] : [target.slice(0, end), target.slice(end)];
}

/**
 * Whether a path for programs has slashes side by side within, or backslashes, which Next takes for slashes: between them an id is
 * missing, and the path without them may be another operation's.
 */
export function isBroken(path: string): boolean {
  return /\/\/|\\/.test(path) && isForPrograms(path.replace(/[/\\]+/g, "/"));
}
