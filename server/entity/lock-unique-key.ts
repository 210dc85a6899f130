import type { Transaction } from "@/server/platform/db";

/**
 * Waits until nobody else makes or changes an entity of the schema by these values, and keeps others waiting until the transaction ends.
 * `values` are the paths of a unique key, each with its text; their order is no matter.
 */
export async function lockUniqueKey(input: {
  tx: Transaction;
  organizationId: string;
  slug: string;
  values: readonly (readonly [path: string, text: string])[];
}): Promise<void> {
  const { tx, organizationId, slug, values } = input;
  const sorted = values.map(([path, text]) => JSON.stringify([path, text])).sort();
  const key = [organizationId, slug, ...sorted].join("\n");
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtextextended(${key}, 34))) l`;
}
