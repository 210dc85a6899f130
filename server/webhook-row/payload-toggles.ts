import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import type { Webhook } from "@/prisma/generated/client";

/** What of an event a webhook's payload holds, from its columns. */
export function payloadTogglesOf(
  webhook: Pick<Webhook, "hydrateEntity" | "includeRelations" | "includeActivity" | "includeChangedAttributes">,
): PayloadToggles {
  return {
    hydrate_entity: webhook.hydrateEntity,
    include_relations: webhook.includeRelations,
    include_activity: webhook.includeActivity,
    include_changed_attributes: webhook.includeChangedAttributes,
  };
}
