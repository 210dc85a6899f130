/** Returns the host of an address as connections see it: in lower case and in ASCII. Null where it is no address. */
export function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname : null;
}
