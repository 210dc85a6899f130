import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { readFilter, toListOptions } from "@/components/event-log/event-log-filter";
import { deliveryCursor } from "@/domain/delivery/search-options";
import { listDeliveries } from "@/server/delivery/list-deliveries";

const { created_at: before, event_id: before_id } = deliveryCursor.partial().shape;
const logPage = z.object({ before, before_id }).catchall(z.string());

/** A page of the event log: the filter as it is in the log's own address, and the end of the page before. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listDeliveries",
    auth: "session",
    query: logPage,
    handler: ({ ctx, query: { before, before_id, ...address } }) => {
      const filter = readFilter(new URLSearchParams(address));
      const cursor = before && before_id ? { created_at: before, event_id: before_id } : null;
      return listDeliveries({ ctx, input: { ...toListOptions(filter, ctx.clock.now().getTime()), cursor } });
    },
  }),
});
