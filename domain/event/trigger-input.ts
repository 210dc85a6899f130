import { z } from "zod";
import { givenMetadata, jsonObject, jsonObjects, jsonValue, refuseOtherOrganization } from "@/domain/event/given-content";
import { parseInput } from "@/domain/parse-input";

/**
 * The schema of ExecutionPayload (contract.md "Shapes"): `metadata` is required, everything else goes into the payload's top
 * level. The fields that publishing has too are checked as they are there.
 */
export const executionPayload = z
  .object(
    { metadata: givenMetadata, entity: jsonObject.optional(), relations: jsonObjects.optional(), activity: jsonObject.optional() },
    "Give a JSON object.",
  )
  .catchall(jsonValue);

/**
 * Parses the body of a direct trigger into its metadata and the rest. Throws PosternError `invalid_input`, also where metadata
 * names another organization.
 */
export function parseTriggerPayload({ payload, organizationId }: { payload: unknown; organizationId: string }): {
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
} {
  const { metadata, ...content } = parseInput(executionPayload, payload);
  refuseOtherOrganization({ metadata, organizationId, path: "metadata.organization_id" });
  return { metadata, content };
}
