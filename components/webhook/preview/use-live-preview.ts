"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { RuntimeFault } from "@/components/jsonata/check-jsonata";
import { readOwnEvent } from "@/components/webhook/preview/own-event";
import { toPreviewConfig } from "@/components/webhook/preview/preview-config";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { EventSamples } from "@/domain/event/event-samples";
import type { GivenEvent } from "@/domain/event/given-event";
import { parseJson } from "@/domain/json/parse-json";
import { writeJson } from "@/domain/json/write-json";
import type { PreviewAnswer, WebhookPreview } from "@/domain/preview/webhook-preview";

interface PreviewInput {
  config: object;
  event_id?: string;
  event?: GivenEvent;
}

/** The source of the preview and of the sample events. Both functions reject with an Error whose message is written for the reader. */
export interface PreviewSource {
  preview: (input: PreviewInput, signal: AbortSignal) => Promise<PreviewAnswer>;
  readSamples: (eventName: string, signal: AbortSignal) => Promise<EventSamples>;
}

/** The event that is previewed: the type's example, one that was published, or one that was typed, as a JSON text. */
type PreviewedEvent = { kind: "example" } | { kind: "published"; eventId: string } | { kind: "own"; text: string };

export interface LivePreview {
  /** The latest preview that could be made; null until the first one has come, and while the typed event cannot be taken. */
  preview: WebhookPreview | null;
  /** The reasons why what is typed now could not be saved, and so not be previewed; empty where it could. */
  refusals: readonly string[];
  /** The parts that the preview leaves out because they are not complete yet. */
  leftOut: readonly string[];
  error: Error | null;
  /** True when the shown preview is of an earlier state of the form. */
  isStale: boolean;
  samples: EventSamples | null;
  chosen: PreviewedEvent;
  choose: (event: PreviewedEvent) => void;
  /** The place where the transform, as it is typed, fails; null where it does not, or where that is not known. */
  transformFault: RuntimeFault | null;
  /** Makes the request for the preview once more. */
  retry: () => void;
  /** The reason why the typed event cannot be taken. */
  ownFault: string | null;
}

/** A request waits until nothing has been typed for this time. */
const DEBOUNCE_MS = 300;
const NO_REFUSALS: readonly string[] = [];
const NO_RETRY = { retry: false, refetchOnWindowFocus: false } as const;

/** Returns what the form's webhook would send, a moment after each change. The last preview stays until the next one is there. */
export function useLivePreview({ values, source }: { values: WebhookFormValues; source: PreviewSource }): LivePreview {
  const { eventName } = values;
  const [picked, setPicked] = useState<PreviewedEvent | null>(null);
  const [chosenFor, setChosenFor] = useState(eventName);
  // An event of another type would be no example of this one.
  if (chosenFor !== eventName) {
    setChosenFor(eventName);
    if (picked?.kind === "published") setPicked(null);
  }
  const samples = useQuery({
    ...NO_RETRY,
    queryKey: ["event-samples", eventName],
    queryFn: ({ signal }) => source.readSamples(eventName, signal),
    enabled: eventName !== "",
    staleTime: 30_000,
  });
  const chosen = picked ?? latestOf(samples.data);
  const state = toPreviewConfig(values);
  const own = chosen.kind === "own" ? readOwnEvent(chosen.text) : null;
  const event = chosen.kind === "published" ? { event_id: chosen.eventId } : own?.event ? { event: own.event } : {};
  const isAskable = state !== null && !own?.fault && (picked !== null || !samples.isLoading);
  const asked = useDebounced(isAskable ? writeJson({ config: state.config, ...event }) : null);
  const answer = useQuery({
    ...NO_RETRY,
    queryKey: ["webhook-preview", asked],
    queryFn: ({ signal }) => source.preview(parseJson(asked ?? "{}") as PreviewInput, signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    // The cached answer may hold a secret that was typed.
    gcTime: 0,
  });
  const made = answer.data?.type === "preview" ? answer.data.preview : null;
  const [last, setLast] = useState(made);
  if (made !== null && made !== last) setLast(made);
  const settled = answer.isPlaceholderData ? null : made;
  const transformFault = useMemo(() => faultOf(settled), [settled]);
  return {
    preview: eventName === "" || own?.fault ? null : (made ?? last),
    refusals: answer.data?.type === "refused" ? answer.data.messages : NO_REFUSALS,
    leftOut: state?.leftOut ?? [],
    error: answer.error,
    isStale: answer.isPlaceholderData,
    samples: samples.data ?? null,
    chosen,
    choose: setPicked,
    transformFault,
    retry: () => void answer.refetch(),
    ownFault: own?.fault ?? null,
  };
}

function faultOf(preview: WebhookPreview | null): RuntimeFault | null {
  const { message, position } = preview?.transform ?? {};
  return message === undefined || position === undefined ? null : { message, position };
}

/** Returns the event that is previewed until somebody chooses: the latest one, or the example where there is none. */
function latestOf(samples: EventSamples | undefined): PreviewedEvent {
  const latest = samples?.events[0];
  return latest ? { kind: "published", eventId: latest.event_id } : { kind: "example" };
}

function useDebounced(value: string | null): string | null {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Returns the fields of the events that the webhook would get. */
export function useEventFields({ samples }: LivePreview) {
  return useMemo(() => samples?.fields ?? [], [samples]);
}
