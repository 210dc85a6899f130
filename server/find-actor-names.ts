import type { Database } from "@/server/platform/db";

/** Returns, by id, the names of the members and API tokens of an organization that have these ids. Others are not in the map. */
export async function findActorNames(input: {
  db: Database;
  organizationId: string;
  ids: readonly string[];
}): Promise<ReadonlyMap<string, string>> {
  const { db, organizationId } = input;
  const ids = [...new Set(input.ids)];
  if (ids.length === 0) return new Map();
  const select = { id: true, name: true };
  const [users, tokens] = await Promise.all([
    db.user.findMany({ where: { id: { in: ids }, memberships: { some: { organizationId } } }, select }),
    db.apiToken.findMany({ where: { id: { in: ids }, organizationId }, select }),
  ]);
  return new Map([...users, ...tokens].map(({ id, name }) => [id, name]));
}
