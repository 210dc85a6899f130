import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { readFilter, toListOptions } from "@/components/event-log/event-log-filter";
import { deliveryCursor } from "@/domain/delivery/search-options";
import { listDeliveries } from "@/server/delivery/list-deliveries";

const { created_at: before, event_id: before_id } = deliveryCursor.partial().shape;
const text = z.string().optional();
/** The parameters of the log's own address. A value that is not known counts as not given, as it does there. */
const logAddress = z.object({ status: text, period: text, from: text, to: text, q: text, webhook: text, entity: text });

/** A page of the event log: the filter as it is in the log's own address, and the end of the page before. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listDeliveries",
    auth: "session",
    query: logAddress.extend({ before, before_id }),
    handler: ({ ctx, query: { before, before_id, ...address } }) => {
      const filter = readFilter({ get: (name) => new Map(Object.entries(address)).get(name) ?? null });
      const cursor = before && before_id ? { created_at: before, event_id: before_id } : null;
      return listDeliveries({ ctx, input: { ...toListOptions(filter, ctx.clock.now().getTime()), cursor } });
    },
  }),
});
