import { z } from "zod";
import { queryFlag } from "@/app/_http/query-flag";

const NEVER = "This is not done here: leave it out.";
/** A flag of the Entity API that only `false` is taken of, because the answer would not be what the caller asked for. */
const unsupportedFlag = z.literal("false", NEVER).optional();

/** The query parameters of operations that read entities. */
export const readingQuery = z.object({ anonymize: unsupportedFlag });
export const hydrationQuery = readingQuery.extend({ hydrate: queryFlag.optional() });

const count = z.coerce.number("Give a whole number.").optional().meta({ type: "integer" });
const texts = z.array(z.string()).optional();

/** The query parameters of lists of relations. */
export const relationsQuery = hydrationQuery.extend({
  include_reverse: queryFlag.optional(),
  from: count,
  size: count,
  include_schemas: texts,
  exclude_schemas: texts,
});

/** Returns what these parameters say, as listRelations takes it. `mode` goes before `include_reverse`. */
export function relationsOptionsOf(
  query: z.output<typeof relationsQuery> & {
    mode?: string | undefined;
    fields?: string[] | undefined;
    include_deleted?: string | undefined;
  },
): Record<string, unknown> {
  return {
    isHydrated: query.hydrate,
    mode: query.mode ?? (query.include_reverse ? "both" : undefined),
    from: query.from,
    size: query.size,
    includeSchemas: query.include_schemas,
    excludeSchemas: query.exclude_schemas,
    fields: query.fields,
    deleted: query.include_deleted,
  };
}
