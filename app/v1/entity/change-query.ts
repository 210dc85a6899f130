import { z } from "zod";
import { queryFlag } from "@/app/_http/query-flag";
import { entityAnswer } from "@/domain/entity/entity-answers";
import { type ChangeOptions, entityBody, entityReference, MAX_ENTITY_BYTES } from "@/domain/entity/entity-input";

/** The query parameters of operations that change an entity (contract.md "Entities"). `async` and `direct` change nothing here. */
export const activityQuery = z.object({ activity_id: z.string().optional() });
export const relationQuery = activityQuery.extend({ async: queryFlag.optional() });
export const changeQuery = relationQuery.extend({ fill_activity: queryFlag.optional(), validate: queryFlag.optional() });
export const updateQuery = changeQuery.extend({ direct: queryFlag.optional() });

/** The part that declarations of operations share which set an entity's attributes and answer it. */
export const changeDeclaration = {
  auth: "token",
  scope: "write",
  params: entityReference,
  body: { schema: entityBody, isRequired: true, keepsDigits: true, maxBytes: MAX_ENTITY_BYTES },
  response: { status: 200, schema: entityAnswer },
  errors: { 422: true },
} as const;

/** Returns what these parameters say, as verbs take it. */
export function changeOptionsOf(query: Partial<z.output<typeof updateQuery>> & { dry_run?: boolean | undefined }): ChangeOptions {
  return { activityId: query.activity_id, isFillingActivity: query.fill_activity, isDryRun: query.dry_run, isValidated: query.validate };
}

/** Returns the input of a verb from a request whose body sets attributes of an entity. */
export function changeInputOf({ params, query, body }: { params: object; query: Parameters<typeof changeOptionsOf>[0]; body: unknown }) {
  return { ...params, ...changeOptionsOf(query), body };
}
