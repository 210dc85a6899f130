import { z } from "zod";
import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import { customHeadersInput } from "@/domain/webhook/custom-headers";
import { neverServed } from "@/domain/webhook/never-served";

/** What a payload holds unless said otherwise (contract.md, "Shapes": PayloadConfiguration). */
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

/** Gives all of a PayloadConfiguration; what is absent or null is the default. */
export function toPayloadConfiguration(given: z.output<typeof payloadConfigurationInput> | null | undefined) {
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
