import { z } from "zod";
import { customHeadersInput } from "@/domain/webhook/custom-headers";
import { neverServed, notServedYet } from "@/domain/webhook/not-served-yet";

/** What a payload holds unless said otherwise (contract.md, "Shapes": PayloadConfiguration); not adjustable yet. */
export const DEFAULT_PAYLOAD_CONFIGURATION = {
  hydrate_entity: true,
  include_relations: false,
  include_activity: false,
  include_changed_attributes: false,
} as const;

const hydrateEntity = z
  .boolean()
  .nullish()
  .refine((value) => value !== false, "Payloads without the whole entity are not served yet by this version: leave this field out.");

/** Takes custom headers, and of the toggles what describes the defaults; each other one is refused by name. */
export const payloadConfigurationInput = z.strictObject({
  hydrate_entity: hydrateEntity,
  include_relations: notServedYet("Relations in payloads are"),
  include_activity: notServedYet("Activities in payloads are"),
  include_changed_attributes: notServedYet("Changed attributes in payloads are"),
  custom_headers: customHeadersInput.nullish(),
  apply_changesets: neverServed("Changesets are"),
});

export const payloadConfigurationAnswer = z.object({
  hydrate_entity: z.boolean(),
  include_relations: z.boolean(),
  include_activity: z.boolean(),
  include_changed_attributes: z.boolean(),
  custom_headers: z.record(z.string(), z.string()).optional(),
});
