import { z } from "zod";
import { isPosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type PreviewAnswer, unsavedPreviewOptions } from "@/domain/preview/webhook-preview";
import type { Context } from "@/server/context";
import { previewUnsavedWebhook, previewWebhook } from "@/server/webhook/preview-webhook";

/** The form's preview: its configuration, and the saved webhook that it changes. Without `configId` the webhook is a new one. */
export const draftPreviewOptions = unsavedPreviewOptions.safeExtend({ configId: z.string().optional() });

/**
 * Previews the configuration of a form. Someone is still typing, so entries that could not be saved give an answer, not an error.
 * Throws as the verbs do for all other faults.
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
    if (!isPosternError(error) || error.faults.length === 0) throw error;
    return { type: "refused", messages: [...new Set(error.faults.map(({ message }) => message))] };
  }
}
