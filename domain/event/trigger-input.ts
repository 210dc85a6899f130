import { z } from "zod";
import { givenMetadata, jsonObject, refuseOtherOrganization } from "@/domain/event/given-content";
import { parseInput } from "@/domain/parse-input";

/** The contract's ExecutionPayload. */
export const triggerPayload = jsonObject.pipe(z.looseObject({ metadata: givenMetadata, entity: jsonObject.optional() }));

/**
 * Parses the body of a direct trigger (contract.md "Shapes", ExecutionPayload): `metadata` is required, everything else
 * goes into the payload's top level. Throws PosternError `invalid_input`.
 */
export function parseTriggerPayload({ payload, organizationId }: { payload: unknown; organizationId: string }): {
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
} {
  const { metadata, ...content } = parseInput(triggerPayload, payload);
  refuseOtherOrganization({ metadata, organizationId, path: "metadata.organization_id" });
  return { metadata, content };
}
