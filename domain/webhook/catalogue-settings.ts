import { z } from "zod";
import { orFalse, orNull } from "@/domain/webhook/given-values";

const MAX_MANIFESTS = 100;

/** The version of the event's schema that a webhook is pinned to. It is stored and returned, and has no effect yet. */
const eventVersion = z
  .string()
  .max(32)
  .regex(/^\d+\.\d+$/, 'Give a version such as "1.0".')
  .nullish();

/** The ids of the manifests that made a webhook. */
const manifest = z
  .array(z.uuid("Give each manifest's id, a UUID."), "Give a list of manifests' ids.")
  .max(MAX_MANIFESTS, `Give at most ${MAX_MANIFESTS} manifests.`)
  .nullish();

/**
 * The settings of a webhook's place in the catalogue (`protected`, `eventVersion`, `_manifest`), as input, as configuration and
 * as answer.
 */
export const catalogueSettings = {
  input: {
    protected: z.boolean().nullish().transform(orFalse),
    eventVersion: eventVersion.transform(orNull),
    _manifest: manifest.transform((given) => given ?? []),
  },
  configuration: {
    protected: z.boolean().default(false),
    eventVersion: z.string().nullable().default(null),
    _manifest: z.array(z.string()).default([]),
  },
  answer: {
    protected: z.boolean(),
    eventVersion: z.string().optional(),
    _manifest: z.array(z.string()),
  },
};
