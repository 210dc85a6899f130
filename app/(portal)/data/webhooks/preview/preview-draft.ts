import { z } from "zod";
import { isPosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type PreviewAnswer, unsavedPreviewOptions } from "@/domain/preview/webhook-preview";
import type { Context } from "@/server/context";
import { previewUnsavedWebhook, previewWebhook } from "@/server/webhook/preview-webhook";

/** What to preview of a form, and which saved webhook it changes; without `configId` it is a new one. */
export const draftPreviewOptions = unsavedPreviewOptions.safeExtend({ configId: z.string().optional() });

/**
 * Previews what a form describes. Somebody is still typing: that what is there so far could not be saved is an answer, not a failure.
 * Throws as the verbs do for everything else.
 */
export async function previewDraft({ ctx, input }: { ctx: Context; input: unknown }): Promise<PreviewAnswer> {
  const { configId, ...draft } = parseInput(draftPreviewOptions, input);
  try {
    const preview =
      configId === undefined
        ? await previewUnsavedWebhook({ ctx, input: draft })
        : await previewWebhook({ ctx, input: { ...draft, configId } });
    return { type: "preview", preview };
  } catch (error) {
    if (!isPosternError(error) || error.code !== "invalid_input") throw error;
    return { type: "refused", messages: [...new Set(error.faults.map(({ message }) => message))] };
  }
}
