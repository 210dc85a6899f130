import { z } from "zod";
import { givenMetadata, jsonObject, refuseOtherOrganization } from "@/domain/event/given-content";
import { parseInput } from "@/domain/parse-input";

/** ExecutionPayload (contract.md "Shapes"): `metadata` is required, everything else goes into the payload's top level. */
export const executionPayload = z.looseObject({ metadata: givenMetadata, entity: jsonObject.optional() });
const triggerPayload = jsonObject.pipe(executionPayload);

/**
 * Parses the body of a direct trigger into its metadata and the rest. Throws PosternError `invalid_input`, also for
 * another organization's id.
 */
export function parseTriggerPayload({ payload, organizationId }: { payload: unknown; organizationId: string }): {
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
} {
  const { metadata, ...content } = parseInput(triggerPayload, payload);
  refuseOtherOrganization({ metadata, organizationId, path: "metadata.organization_id" });
  return { metadata, content };
}
