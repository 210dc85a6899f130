import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { toMatchInput } from "@/components/entity/record-filter";
import { listEntities } from "@/server/entity/search-entities";

const found = z.object({ _id: z.string(), _schema: z.string(), _title: z.string().nullable() });

/** The records of some schemas, or of any, that have the words of `q`; without words, those that were changed last. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.matchRecords",
    auth: "session",
    query: z.object({ q: z.string().max(255).default(""), schemas: z.string().default("") }),
    handler: async ({ ctx, query: { q, schemas } }) => {
      const { results } = await listEntities({ ctx, input: toMatchInput({ text: q, schemas: schemas.split(",").filter(Boolean) }) });
      return results.map((result) => found.parse(result)).map(({ _id: id, _schema: schema, _title: title }) => ({ id, schema, title }));
    },
  }),
});
