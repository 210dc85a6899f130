import definition from "@epilot/sdk/entity/openapi.json";
import { readDefinition } from "@/tests/contract/published-definition";

/**
 * Returns the published definition with the one correction that it needs: an activity's item is closed by `additionalProperties` of
 * its parts, although it has an id, a time and more.
 */
function widened() {
  const copy = structuredClone(definition);
  const { Activity } = copy.components.schemas as { Activity: { additionalProperties?: boolean } };
  Activity.additionalProperties = true;
  return copy;
}

/** Returns the faults of an answer by the definition of the Entity client. */
export const faultsByEntityDefinition = readDefinition(widened());
