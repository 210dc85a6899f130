import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { fetchJson } from "@/app/(portal)/fetch-json";

const paletteWebhooks = z.array(z.object({ id: z.string(), name: z.string(), url: z.string().optional() }));

/** The webhooks that the palette can find. */
export const paletteQuery = queryOptions({
  queryKey: ["webhooks", "palette"],
  queryFn: ({ signal }) => fetchJson("/data/webhooks", paletteWebhooks, signal),
  staleTime: 10_000,
});
