/** The beginnings of the paths for programs: the API, the portal's own routes, inboxes and public forms. All other paths are pages. */
const PROGRAMS = /^\/(?:v[1-3]|api|data|inbox|form)(?:\/|$)/;

export function isForPrograms(path: string): boolean {
  return PROGRAMS.test(path);
}

/**
 * Returns the target of a request for a program without the parts that clients add when their base address ends in a slash: a
 * scheme and host (RFC 9112, section 3.2.2), further slashes at the beginning, and slashes at the end. Next would answer them
 * with a redirect, 308, which most senders of webhooks do not follow, and which many clients follow without their body.
 */
export function cleanTarget(target: string): string {
  const origin = target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?]*\/?/i, "/");
  const [path = "", query = ""] = splitTarget(origin);
  const cleaned = path.replace(/^\/+/, "/").replace(/\/+$/, "");
  return isForPrograms(cleaned) ? `${cleaned}${query}` : origin;
}

/** Returns the path of a target, and its query with the question mark. */
export function splitTarget(target: string): [path: string, query: string] {
  const end = target.indexOf("?");
  return end === -1 ? [target, ""] : [target.slice(0, end), target.slice(end)];
}

/**
 * Checks whether a path for programs contains slashes side by side, or backslashes, which Next takes for slashes. An id is
 * missing between them, and the path without them may be that of another operation.
 */
export function isBroken(path: string): boolean {
  return /\/\/|\\/.test(path) && isForPrograms(path.replace(/[/\\]+/g, "/"));
}
