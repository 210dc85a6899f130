import { parseInput } from "@/domain/parse-input";
import { submissionBody } from "@/domain/submission-form/submission-body";
import { FORM_SCHEMA } from "@/domain/submission-form/submission-form";
import type { Context, Means } from "@/server/context";
import { createEntity } from "@/server/entity/create-entity";
import type { OpenForm } from "@/server/submission-form/find-open-form";

/**
 * Creates a submission from what somebody has sent to a public form, and publishes what every created submission publishes. Returns its
 * id. It needs no authorisation: whoever knows the form's address may send. Throws PosternError `invalid_input` for what no
 * stranger may set, and `not_found` where the organization has no schema of submissions any more.
 */
export async function receiveSubmission(input: {
  means: Means & Pick<Context, "requestId" | "hops">;
  form: OpenForm;
  body: unknown;
}): Promise<{ id: string }> {
  const { means, form } = input;
  const body = parseInput(submissionBody, input.body);
  const ctx: Context = { ...means, tenant: { organizationId: form.organizationId }, actor: { type: "system" } };
  const { _id: id } = await createEntity({ ctx, input: { slug: FORM_SCHEMA, body } });
  return { id };
}
