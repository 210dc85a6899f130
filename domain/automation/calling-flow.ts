import { z } from "zod";
import { storableText } from "@/domain/storable-text";

export const callingFlowsInput = z.strictObject({ configId: storableText({ min: 1, max: 255 }).optional() });

/** An automation with an action that calls a webhook. */
export interface CallingFlow {
  webhookId: string;
  id: string;
  name: string;
  isEnabled: boolean;
  /** True when one of its actions waits for the response. */
  isAwaited: boolean;
}
