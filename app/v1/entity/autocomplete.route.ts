import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { readingQuery } from "@/app/v1/entity/reading-query";
import { autocompletion } from "@/domain/entity/entity-input";
import { autocomplete } from "@/server/entity/autocomplete";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "autocomplete",
    summary: "List values of an attribute that begin with a text",
    auth: "token",
    scope: "read",
    query: readingQuery.extend(autocompletion.shape),
    response: { status: 200, schema: z.object({ hits: z.int(), results: z.array(z.union([z.string(), z.boolean()])) }) },
    handler: ({ ctx, query: { anonymize: _never, ...input } }) => autocomplete({ ctx, input }),
  }),
});
