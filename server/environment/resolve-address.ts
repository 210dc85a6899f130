import { resolveReferences, type Variables } from "@/server/environment/resolve-references";

/** Returns an address with its references resolved; null for none, and for one whose variables do not exist or cannot be opened. */
export function resolveAddress({ address, variables }: { address: string | null; variables: Variables }): string | null {
  if (address === null || address === "") return null;
  try {
    return resolveReferences({ text: address, variables }).value;
  } catch {
    return null;
  }
}
