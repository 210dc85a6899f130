import { isIP } from "node:net";

/**
 * Returns the names in the text of a hosts file, in lower case, each with its addresses (hosts(5)). Name servers do not know
 * these names, but containers find their neighbours by them.
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
