import { entityItem } from "@/domain/entity/entity";
import { type RelatedItem, relatedItem } from "@/domain/entity/hydrate";
import { relationsOf } from "@/domain/entity/relations";
import { writeJson } from "@/domain/json/write-json";
import { readEntities } from "@/server/entity/read-entities";
import type { Database, Transaction } from "@/server/platform/db";

/** The most related entities in a payload, and the most bytes of all of them. */
const MAX_RELATIONS = 100;
const MAX_BYTES = 2 ** 20;

/**
 * Reads the entities that attributes relate to, whole, as payloads show them. Those that are deleted are left out. `omitted` is the
 * number of relations for which there was no room: beyond 100, or beyond 1 MiB.
 */
export async function readRelated(input: {
  db: Database | Transaction;
  organizationId: string;
  attributes: Readonly<Record<string, unknown>>;
}): Promise<{ relations: RelatedItem[]; omitted: number }> {
  const { db, organizationId, attributes } = input;
  const all = relationsOf(attributes);
  const taken = all.slice(0, MAX_RELATIONS);
  const entities = await readEntities({ db, organizationId, ids: taken.map(({ entityId }) => entityId) });
  const relations: RelatedItem[] = [];
  let omitted = all.length - taken.length;
  let bytes = 0;
  for (const relation of taken) {
    const entity = entities.get(relation.entityId);
    if (!entity) continue;
    const item = relatedItem({ relation, schema: entity.schema, item: entityItem({ organizationId, entity }) });
    bytes += Buffer.byteLength(writeJson(item));
    if (bytes > MAX_BYTES) omitted += 1;
    else relations.push(item);
  }
  return { relations, omitted };
}
