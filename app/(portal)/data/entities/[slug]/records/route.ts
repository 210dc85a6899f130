import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { readRecordPage } from "@/app/(portal)/entities/[slug]/(records)/read-record-page";
import { readRecordFilter } from "@/components/entity/record-filter";
import { entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { getSchema } from "@/server/entity-schema/get-schema";

const text = z.string().optional();

/** A page of a schema's records: the filter as it is in the list's own address, and the end of the page before. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listRecords",
    auth: "session",
    params: entitySchemaReference,
    query: z.object({ q: text, deleted: text, sort: text, columns: text, after: text }),
    handler: async ({ ctx, params, query: { after, ...address } }) => {
      const schema = await getSchema({ ctx, input: params });
      const filter = readRecordFilter({ get: (name) => new Map(Object.entries(address)).get(name) ?? null });
      return readRecordPage({ ctx, schema, filter, after: after ?? null });
    },
  }),
});
