import { z } from "zod";
import { answerJson } from "@/app/(portal)/data/answer-json";
import { parseJsonBody } from "@/app/v1/_http/read-body";
import { isPosternError, PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type PreviewAnswer, unsavedPreviewOptions } from "@/domain/preview/webhook-preview";
import type { Context } from "@/server/context";
import { previewUnsavedWebhook, previewWebhook } from "@/server/webhook/preview-webhook";

const savedWebhook = z.looseObject({ configId: z.string().optional() });

/** What a delivery to the webhook that the form describes would be; `configId` names the saved one that it changes. */
export function POST(request: Request): Promise<Response> {
  return answerJson("portal.previewWebhook", async ({ ctx }) => {
    const { configId, ...options } = parseInput(savedWebhook, await readJson(request));
    return preview(ctx, configId, parseInput(unsavedPreviewOptions, options));
  });
}

/** Somebody is still typing: that what is there so far could not be saved is an answer, not a failure. */
async function preview(ctx: Context, configId: string | undefined, input: z.output<typeof unsavedPreviewOptions>): Promise<PreviewAnswer> {
  try {
    const made =
      configId === undefined ? await previewUnsavedWebhook({ ctx, input }) : await previewWebhook({ ctx, input: { ...input, configId } });
    return { type: "preview", preview: made };
  } catch (error) {
    if (!isPosternError(error) || error.code !== "invalid_input") throw error;
    return { type: "refused", messages: [...new Set(error.faults.map(({ message }) => message))] };
  }
}

/** No other site's page can send this type without being asked first. */
async function readJson(request: Request): Promise<unknown> {
  const isJson = request.headers.get("content-type")?.startsWith("application/json");
  const body = isJson ? parseJsonBody(await request.text(), { keepsDigits: true }) : undefined;
  if (body !== undefined) return body;
  const message = "Send the webhook as JSON.";
  throw new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
