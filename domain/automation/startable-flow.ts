import { z } from "zod";
import { storableText } from "@/domain/storable-text";

export const startableFlowsInput = z.strictObject({ schema: storableText({ min: 1, max: 255 }) });

/** An automation that can be started by hand, with the types of its actions in their order. */
export const startableFlow = z.object({ id: z.string(), name: z.string(), actions: z.array(z.string()) });
export type StartableFlow = z.output<typeof startableFlow>;
