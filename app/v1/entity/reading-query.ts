import { z } from "zod";
import { queryFlag } from "@/app/_http/query-flag";

const NEVER = "This is not done here: leave it out.";
/** A flag of the Entity API that only `false` is taken of, because the answer would not be what the caller asked for. */
const unsupportedFlag = z.literal("false", NEVER).optional();

/** The query parameters of operations that read entities. */
export const readingQuery = z.object({ anonymize: unsupportedFlag });
export const hydrationQuery = readingQuery.extend({ hydrate: queryFlag.optional() });
