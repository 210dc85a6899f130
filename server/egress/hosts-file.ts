import { isIP } from "node:net";

/**
 * Returns the names that the text of a hosts file gives, lower-case, each with its addresses (hosts(5)). Name servers do not know
 * them, yet containers get names of their neighbours this way.
 */
export function parseHostsFile(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
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
