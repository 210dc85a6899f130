/**
 * Reads a path into its keys. `a[1].b` and `a.1.b` are the same path. A key with a dot or another special character is written in
 * brackets and quotes, `fields["System.State"]`, as in JSONPath (RFC 9535, section 2.3.1). A text that breaks these rules is read
 * by the older rules without quotes, so that stored filters keep their meaning.
 */
export function parsePath(path: string): readonly string[] {
  return readPath(path) ?? path.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
}

/** Returns in words why a text is no path; null where it is one. */
export function pathFault(path: string): string | null {
  if (readPath(path) !== null) return null;
  return 'The brackets of this path cannot be read: write fields["System.State"] for a key with a dot or a bracket, items[0] for an item.';
}

/** Returns the path of a key below another path. The path is empty at the top. */
export function joinPath(path: string, key: string): string {
  if (key === "" || key !== key.trim() || /[.[]/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

const PLAIN_KEY = /[^.[]*/y;
const INDEX = /\[(\d+)\]/y;
const QUOTED_KEY = /\[\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\]/sy;
const ESCAPE = /\\(?:u([\da-f]{4})|(.))/gis;
const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", "/": "/", "\\": "\\", '"': '"', "'": "'" };

function readPath(path: string): string[] | null {
  const keys: string[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    at += match?.[0].length ?? 0;
    return match;
  };
  for (;;) {
    if (path[at] !== "[") keys.push(take(PLAIN_KEY)?.[0] ?? "");
    else if (at > 0) return null;
    while (path[at] === "[") {
      const key = take(INDEX)?.[1] ?? unquote(take(QUOTED_KEY));
      if (key === null) return null;
      keys.push(key);
    }
    if (at === path.length) return keys;
    if (path[at] !== ".") return null;
    at += 1;
  }
}

/** Returns the key in quotes; null where nothing is quoted, or where it has an unknown escape. */
function unquote(match: RegExpExecArray | null): string | null {
  const quoted = match?.[1] ?? match?.[2];
  if (quoted === undefined) return null;
  let isKnown = true;
  const key = quoted.replaceAll(ESCAPE, (_escape, code: string | undefined, character: string | undefined) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    const meant = ESCAPED[character ?? ""];
    if (meant === undefined) isKnown = false;
    return meant ?? "";
  });
  return isKnown ? key : null;
}
