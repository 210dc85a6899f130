import { readFileSync } from "node:fs";
import { isIP } from "node:net";

/**
 * The names that the machine's own hosts file gives, lower-case, each with its addresses (hosts(5)). Name servers do not know
 * them, yet containers get names of their neighbours this way. An absent or unreadable file gives none.
 */
export function readHostsFile(path: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const line of readText(path).split("\n")) {
    const [address = "", ...aliases] = line.replace(/#.*$/, "").trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const alias of aliases) {
      const addresses = names.get(alias.toLowerCase());
      if (addresses) addresses.push(address);
      else names.set(alias.toLowerCase(), [address]);
    }
  }
  return names;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
