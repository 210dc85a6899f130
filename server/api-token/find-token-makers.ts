import type { ApiToken } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/** Returns, by id, the names of the organization's members and tokens that made these tokens. */
export async function findTokenMakers(input: {
  db: Database;
  organizationId: string;
  tokens: readonly ApiToken[];
}): Promise<ReadonlyMap<string, string>> {
  const { db, organizationId } = input;
  const ids = [...new Set(input.tokens.flatMap(({ createdBy }) => (createdBy === null ? [] : [createdBy])))];
  if (ids.length === 0) return new Map();
  const select = { id: true, name: true };
  const [users, tokens] = await Promise.all([
    db.user.findMany({ where: { id: { in: ids }, memberships: { some: { organizationId } } }, select }),
    db.apiToken.findMany({ where: { id: { in: ids }, organizationId }, select }),
  ]);
  return new Map([...users, ...tokens].map(({ id, name }) => [id, name]));
}
