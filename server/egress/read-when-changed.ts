import { readFileSync, statSync } from "node:fs";

/**
 * Makes a function that returns the result of `parse` for a file's text. Each call looks at the file's time and size and reads
 * the file again only after a change, so that the same value comes back until then. An absent or unreadable file counts as empty.
 */
export function readWhenChanged<T>(path: string, parse: (text: string) => T): () => T {
  let known: { stamp: string; value: T } | undefined;
  return () => {
    const stamp = stampOf(path);
    if (known?.stamp !== stamp) known = { stamp, value: parse(readText(path)) };
    return known.value;
  };
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeMs}` : "";
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
