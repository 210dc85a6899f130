import { z } from "zod";
import { queryFlag } from "@/app/_http/query-flag";

/**
 * The query parameters that the definition still has and that no longer have an effect: there are no drafts, and the latest
 * version is always answered.
 */
export const deprecatedSchemaFlags = z.object({ unpublished: queryFlag.optional(), latest: queryFlag.optional() });
