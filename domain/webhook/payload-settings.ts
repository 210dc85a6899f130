import { z } from "zod";
import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import { PAYLOAD_FORMATS } from "@/domain/payload/payload-formats";
import { storableText } from "@/domain/storable-text";
import { customHeadersInput } from "@/domain/webhook/custom-headers";
import { orKept } from "@/domain/webhook/given-values";
import { headerNameFault } from "@/domain/webhook/header-rules";
import { neverServed } from "@/domain/webhook/never-served";

/** The default content of a payload (contract.md, "Shapes": PayloadConfiguration). */
export const DEFAULT_PAYLOAD_TOGGLES = {
  hydrate_entity: true,
  include_relations: false,
  include_activity: false,
  include_changed_attributes: false,
} as const satisfies PayloadToggles;

const toggle = z.boolean("Give true or false.").nullish();

export const payloadConfigurationInput = z.strictObject({
  hydrate_entity: toggle,
  include_relations: toggle,
  include_activity: toggle,
  include_changed_attributes: toggle,
  custom_headers: customHeadersInput.nullish(),
  apply_changesets: neverServed("Changesets are"),
});

/**
 * The name of a further header with the body's hex signature, such as `x-copilot-signature` (contract.md, "The event-object
 * format"). Null or empty means none.
 */
const signatureHeader = storableText({ max: 128, error: "Give the name of a header, such as x-copilot-signature." })
  .superRefine((name, check) => {
    const fault = name === "" ? null : headerNameFault(name);
    if (fault) check.addIssue({ code: "custom", message: fault });
  })
  .nullish();

/** Returns a whole PayloadConfiguration, with the default for each field that is absent or null. */
function toPayloadConfiguration(given: z.output<typeof payloadConfigurationInput> | null | undefined) {
  return {
    hydrate_entity: given?.hydrate_entity ?? DEFAULT_PAYLOAD_TOGGLES.hydrate_entity,
    include_relations: given?.include_relations ?? DEFAULT_PAYLOAD_TOGGLES.include_relations,
    include_activity: given?.include_activity ?? DEFAULT_PAYLOAD_TOGGLES.include_activity,
    include_changed_attributes: given?.include_changed_attributes ?? DEFAULT_PAYLOAD_TOGGLES.include_changed_attributes,
    custom_headers: given?.custom_headers ?? {},
  };
}

export const payloadConfigurationAnswer = z.object({
  hydrate_entity: z.boolean(),
  include_relations: z.boolean(),
  include_activity: z.boolean(),
  include_changed_attributes: z.boolean(),
  custom_headers: z.record(z.string(), z.string()).optional(),
});

/**
 * Returns the schema of a PayloadConfiguration in a webhook's configuration. `customHeaders` is the schema in which its headers
 * are stored.
 */
function configuredPayload<Headers extends z.ZodType>(customHeaders: Headers) {
  const payloadConfiguration = z.object({
    hydrate_entity: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.hydrate_entity),
    include_relations: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.include_relations),
    include_activity: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.include_activity),
    include_changed_attributes: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.include_changed_attributes),
    custom_headers: customHeaders,
  });
  return z.preprocess((stored) => stored ?? {}, payloadConfiguration);
}

/** The settings of a delivery's payload, as input, as configuration and as answer. */
export const payloadSettings = {
  input: {
    payloadConfiguration: payloadConfigurationInput.nullish().transform(toPayloadConfiguration),
    payloadFormat: z
      .enum(PAYLOAD_FORMATS, `Give one of ${PAYLOAD_FORMATS.join(", ")}.`)
      .nullish()
      .transform(orKept),
    signatureHeader: signatureHeader.transform((name) => (name === "" ? null : name)),
  },
  configuration: <Headers extends z.ZodType>(customHeaders: Headers) => ({
    payloadConfiguration: configuredPayload(customHeaders),
    payloadFormat: z.enum(PAYLOAD_FORMATS).default("entity_envelope"),
    signatureHeader: z.string().nullable().default(null),
  }),
  answer: {
    payloadConfiguration: payloadConfigurationAnswer,
    payloadFormat: z.enum(PAYLOAD_FORMATS),
    /** Absent means none. */
    signatureHeader: z.string().optional(),
  },
};
