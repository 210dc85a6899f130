import { findChangedNumbers } from "@/domain/json/find-changed-numbers";
import { parseJson } from "@/domain/json/parse-json";
import type { WebhookPreview } from "@/domain/preview/webhook-preview";
import { filteredEvent, type MessageSettings, type MessageSource } from "@/server/request/build-message";

type Warning = WebhookPreview["warnings"][number];

const MAX_WARNINGS = 20;
const MAX_SHOWN = 40;

/**
 * Returns warnings, in plain words, of the event's numbers that the webhook's JSONata sees with another value, because no double
 * holds them (docs/decisions/020-numbers-digit-for-digit.md). `original` is the transform's input.
 */
export function warnOfChangedNumbers(input: { source: MessageSource; settings: MessageSettings; original: string }): Warning[] {
  const { source, settings, original } = input;
  const hasCondition = (settings.filter?.expressions ?? []).length > 0;
  return [
    ...(hasCondition ? warningsOf("filter", filteredEvent(source)) : []),
    ...(settings.configuration.jsonataExpression === null ? [] : warningsOf("transform", parseJson(original))),
  ];
}

function warningsOf(step: Warning["step"], value: unknown): Warning[] {
  const who = step === "filter" ? "A JSONata condition" : "The transform";
  return findChangedNumbers(value, MAX_WARNINGS).map(({ path, number }) => {
    const nearest = Number(number.text);
    const outcome = Number.isFinite(nearest)
      ? `sees the number ${shorten(number.text)} at ${path} as ${nearest}, the nearest that JSONata can hold.`
      : `cannot hold the number ${shorten(number.text)} at ${path}: JSONata takes it for infinity, and nothing with it can be sent.`;
    return { step, path, message: `${who} ${outcome} Publish it as a text to keep its digits there.` };
  });
}

function shorten(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}
