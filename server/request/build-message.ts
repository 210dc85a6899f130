import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { CompiledFilter } from "@/domain/filter/compile-filter";
import { writeJson } from "@/domain/json/write-json";
import { buildPayload, type PayloadSettings } from "@/domain/payload/build-payload";
import { completeContent } from "@/domain/payload/event-content";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { EvaluationTask, Evaluator } from "@/server/transform/evaluator";

/** The settings by which a webhook turns an event into a message. */
export interface MessageSettings {
  configuration: PayloadSettings & Pick<WebhookConfiguration, "jsonataExpression">;
  /** The filter compiled from the configuration; null when every event is sent. */
  filter: CompiledFilter | null;
  /** A JSON object with the organization's plain variables when an expression may ask for them; null when none does. */
  plainVariables: string | null;
}

/** An event on its way to a webhook. */
export interface MessageSource {
  /** The webhook's name for the event. */
  eventName: string;
  metadata: Readonly<Record<string, unknown>>;
  /** The published content, or that of a direct trigger, without its metadata. */
  content: Readonly<Record<string, unknown>>;
  isTrigger: boolean;
  /** True for the event of a changed entity, whose relations are read when a payload is built (with-relations.ts). */
  readsRelations?: boolean;
}

/**
 * The message: `payload`, made from `originalPayload` when there is a transform (null when there is none). Otherwise the event is
 * `skipped` for a reason, or it `failed`; only after INTERNAL_ERROR may another attempt succeed. `position` counts the
 * transform's characters.
 */
export type BuiltMessage =
  | { type: "message"; payload: string; originalPayload: string | null }
  | { type: "skipped"; reason: string; originalPayload: string | null }
  | { type: "failed"; error: { code: FailureCode; message: string }; position?: number; originalPayload: string | null };

export type FilterOutcome = { type: "send" | "skip"; reason: string } | { type: "failed"; error: { code: FailureCode; message: string } };

interface Means {
  evaluator: Evaluator;
  organizationId: string;
  settings: MessageSettings;
}

/** Returns the event's text before any transform. */
export function buildOriginal({ source, settings }: { source: MessageSource; settings: MessageSettings }): string {
  return writeJson(buildPayload({ ...source, settings: settings.configuration }));
}

/** Makes the message from the text before the transform. */
export async function transformMessage({ original, ...means }: Means & { original: string }): Promise<BuiltMessage> {
  const { jsonataExpression: expression } = means.settings.configuration;
  if (expression === null) return { type: "message", payload: original, originalPayload: null };
  const originalPayload = original;
  const result = await evaluate(means, { expression, input: original, as: "value" });
  switch (result.type) {
    case "value":
      return { type: "message", payload: result.text, originalPayload };
    case "nothing":
      return { type: "skipped", reason: "TRANSFORM_GAVE_NOTHING", originalPayload };
    default:
      return {
        type: "failed",
        error: toError(result, "The transformation failed"),
        ...(result.type === "fault" && result.position !== null ? { position: result.position } : {}),
        originalPayload,
      };
  }
}

/** Returns the complete event as filters see it, before the toggles and the transform (contract.md "Filter"). */
export function filteredEvent({ metadata, content }: Pick<MessageSource, "metadata" | "content">) {
  return { metadata, ...completeContent(content) };
}

/** Checks whether the webhook's filter lets an event through, with its JSONata conditions evaluated. The reason is in plain words. */
export async function judgeFilter({ source, ...means }: Means & { source: MessageSource }): Promise<FilterOutcome> {
  const { filter } = means.settings;
  if (!filter) return { type: "send", reason: "There is no filter: every event is sent" };
  const event = filteredEvent(source);
  const verdict = filter.judge(event);
  if (verdict.type !== "evaluate") return { type: verdict.type, reason: verdict.reason };
  const input = writeJson(event);
  const results = await Promise.all(verdict.expressions.map((expression) => evaluate(means, { expression, input, as: "condition" })));
  const values: boolean[] = [];
  for (const result of results) {
    if (result.type === "fault" || result.type === "unavailable")
      return { type: "failed", error: toError(result, "A JSONata condition of the filter failed") };
    values.push(result.type === "value" && result.text === "true");
  }
  const { type, reason } = filter.judge(event, values);
  return type === "evaluate" ? { type: "skip", reason } : { type, reason };
}

function evaluate({ evaluator, organizationId, settings }: Means, task: Pick<EvaluationTask, "expression" | "input" | "as">) {
  return evaluator.evaluate({ ...task, owner: organizationId, variables: settings.plainVariables });
}

function toError(
  result: { type: "fault"; message: string; position: number | null } | { type: "unavailable"; message: string },
  what: string,
): { code: FailureCode; message: string } {
  if (result.type === "unavailable") return { code: "INTERNAL_ERROR", message: result.message };
  const place = result.position === null ? "" : ` at character ${result.position}`;
  return { code: "TRANSFORM_ERROR", message: `${what}${place}: ${result.message}` };
}
