/** The header that counts the deliveries which led to a request, one behind the other. */
export const HOPS_HEADER = "postern-hops";

/** The most of them. An event behind so many deliveries goes round in a circle. */
export const MAX_HOPS = 5;

/** Returns the number of deliveries behind a request; 0 without the header. A value that no delivery of ours has counts as too many. */
export function readHops(header: string | null): number {
  if (header === null) return 0;
  return /^\d{1,2}$/.test(header.trim()) ? Number(header.trim()) : MAX_HOPS + 1;
}
