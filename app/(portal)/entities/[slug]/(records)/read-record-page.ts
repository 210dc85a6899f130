import "server-only";
import { type RecordFilter, toListInput } from "@/components/entity/record-filter";
import { entityAnswer } from "@/domain/entity/entity-answers";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";
import { writeJson } from "@/domain/json/write-json";
import type { Context } from "@/server/context";
import { listEntities } from "@/server/entity/search-entities";

const listed = entityAnswer.omit({ _org: true, _schema: true });

/** Returns a page of a schema's records. `after` and `next` are places in the list, as JSON. */
export async function readRecordPage(input: { ctx: Context; schema: EntitySchema; filter: RecordFilter; after: string | null }) {
  const { ctx, schema, filter, after } = input;
  const place = after === null ? null : parsePlace(after);
  const { hits, results, sort_end: end } = await listEntities({ ctx, input: toListInput({ schema, filter, after: place }) });
  return { hits, records: results.map((result) => listed.parse(result)), next: end ? writeJson(end) : null };
}

/** Reads a place. What is none is refused by the verb. */
function parsePlace(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
