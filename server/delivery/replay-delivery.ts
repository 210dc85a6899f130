import type { z } from "zod";
import { replayInput } from "@/domain/delivery/replay-input";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";

/** Sends one delivery again as `replayDeliveries` does, and throws the same errors. Needs the scope publish. */
export async function replayDelivery({ ctx, input }: { ctx: Context; input: z.input<typeof replayInput> }): Promise<void> {
  authorise(ctx, "publish");
  const { eventId, ...reference } = parseInput(replayInput, input);
  await replayDeliveries({ ctx, input: { ...reference, eventIds: [eventId] } });
}
