import { z } from "zod";
import { queryFlag } from "@/app/_http/query-flag";
import type { ChangeOptions } from "@/domain/entity/entity-input";

/** The query parameters of operations that change an entity (contract.md "Entities"). `async` and `direct` change nothing here. */
export const activityQuery = z.object({ activity_id: z.string().optional() });
export const relationQuery = activityQuery.extend({ async: queryFlag.optional() });
export const changeQuery = relationQuery.extend({ fill_activity: queryFlag.optional(), validate: queryFlag.optional() });
export const updateQuery = changeQuery.extend({ direct: queryFlag.optional() });

/** Returns what these parameters say, as verbs take it. */
export function changeOptionsOf(query: Partial<z.output<typeof updateQuery>> & { dry_run?: boolean | undefined }): ChangeOptions {
  return { activityId: query.activity_id, isFillingActivity: query.fill_activity, isDryRun: query.dry_run, isValidated: query.validate };
}
