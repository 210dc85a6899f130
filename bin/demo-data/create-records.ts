import { asOf } from "@/bin/demo-data/as-of";
import { FIRST_ACCOUNT_NUMBER, SAMPLE_STEPS, type SampleStep } from "@/bin/demo-data/sample-records";
import { createActivity } from "@/server/activity/create-activity";
import type { Context } from "@/server/context";
import { addRelations } from "@/server/entity/change-relations";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import { searchEntities } from "@/server/entity/search-entities";
import { updateEntity } from "@/server/entity/update-entity";

/** A record that has been made. */
interface MadeRecord {
  slug: string;
  id: string;
}

/**
 * Makes the sample records as people would have made and changed them over the last weeks, so that each has a feed. Where they are there
 * already nothing is done. Returns the number of records that were made.
 */
export async function createRecords(ctx: Context): Promise<number> {
  const { hits } = await searchEntities({ ctx, input: { q: `_schema:account AND account_number:"${FIRST_ACCOUNT_NUMBER}"` } });
  if (hits > 0) return 0;
  const records = new Map<string, MadeRecord>();
  for (const step of SAMPLE_STEPS) await take({ ctx: asOf(ctx, step.hoursAgo), step, records });
  return records.size;
}

async function take(input: { ctx: Context; step: SampleStep; records: Map<string, MadeRecord> }): Promise<void> {
  const { ctx, step, records } = input;
  const recordOf = (key: string) => {
    const made = records.get(key);
    if (!made) throw new Error(`There is no sample record "${key}" at that time.`);
    return made;
  };
  const relate = (...keys: string[]) => ({ $relation: keys.map((key) => ({ entity_id: recordOf(key).id })) });
  if (step.type === "create") {
    const { _id } = await createEntity({ ctx, input: { slug: step.slug, body: step.attributes(relate) } });
    records.set(step.record, { slug: step.slug, id: String(_id) });
    return;
  }
  const { slug, id } = recordOf(step.record);
  switch (step.type) {
    case "change":
      await updateEntity({ ctx, input: { slug, id, body: step.attributes(relate), isPatch: true } });
      break;
    case "relate":
      await addRelations({ ctx, input: { slug, id, relations: [{ attribute: step.attribute, entity_id: recordOf(step.to).id }] } });
      break;
    case "note":
      await createActivity({ ctx, input: { body: { type: "NoteAdded", title: step.title, message: step.message }, entities: [id] } });
      break;
    case "delete":
      await deleteEntity({ ctx, input: { slug, id } });
  }
}
