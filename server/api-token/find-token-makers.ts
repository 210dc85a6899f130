import type { ApiToken } from "@/prisma/generated/client";
import { findActorNames } from "@/server/find-actor-names";
import type { Database } from "@/server/platform/db";

/** Returns, by id, the names of the organization's members and tokens that made these tokens. */
export function findTokenMakers(input: {
  db: Database;
  organizationId: string;
  tokens: readonly ApiToken[];
}): Promise<ReadonlyMap<string, string>> {
  const { db, organizationId, tokens } = input;
  return findActorNames({ db, organizationId, ids: tokens.flatMap(({ createdBy }) => createdBy ?? []) });
}
