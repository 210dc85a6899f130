import { z } from "zod";

const MAX_MANIFESTS = 100;

/** The version of the event's schema that a webhook is pinned to; stored and given back, without effect yet. */
export const eventVersionInput = z
  .string()
  .max(32)
  .regex(/^\d+\.\d+$/, 'Give a version such as "1.0".')
  .nullish();

/** The manifests that made a webhook. */
export const manifestInput = z
  .array(z.uuid("Give each manifest's id, a UUID."), "Give a list of manifests' ids.")
  .max(MAX_MANIFESTS, `Give at most ${MAX_MANIFESTS} manifests.`)
  .nullish();
