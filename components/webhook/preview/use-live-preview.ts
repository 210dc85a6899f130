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

/** Where the form gets what it shows. Both reject with an Error whose message is fit for the reader. */
export interface PreviewSource {
  preview: (input: PreviewInput, signal: AbortSignal) => Promise<PreviewAnswer>;
  readSamples: (eventName: string, signal: AbortSignal) => Promise<EventSamples>;
}

/** Which event is previewed: the type's example, one that was published, or one that was typed, as a JSON text. */
type PreviewedEvent = { kind: "example" } | { kind: "published"; eventId: string } | { kind: "own"; text: string };

export interface LivePreview {
  /** The latest one that could be made; null until the first has come, and while the event that is typed cannot be taken. */
  preview: WebhookPreview | null;
  /** Why what is typed now could not be saved, and so not be previewed; empty where it could. */
  refusals: readonly string[];
  /** What the preview goes without, since it is not complete yet. */
  leftOut: readonly string[];
  error: Error | null;
  /** Whether what is shown is of an earlier state of the form. */
  isStale: boolean;
  samples: EventSamples | null;
  chosen: PreviewedEvent;
  choose: (event: PreviewedEvent) => void;
  /** Where the transform as it is typed fails; null where it does not, or that is not known. */
  transformFault: RuntimeFault | null;
  /** Asks again. */
  retry: () => void;
  /** Why the event that was typed cannot be taken. */
  ownFault: string | null;
}

/** One waits with a request until nothing was typed for so long. */
const DEBOUNCE_MS = 300;
const NO_REFUSALS: readonly string[] = [];
const NO_RETRY = { retry: false, refetchOnWindowFocus: false } as const;

/** What the webhook that the form describes would send, a moment after each change. What was shown stays until the next one is there. */
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
    // What was typed may be a secret.
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

/** What is previewed until somebody chooses: the latest event there is, or else the example. */
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

/** The fields of the events that the webhook would get. */
export function useEventFields({ samples }: LivePreview) {
  return useMemo(() => samples?.fields ?? [], [samples]);
}
