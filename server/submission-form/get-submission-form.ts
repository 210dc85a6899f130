import type { SubmissionFormAnswer } from "@/domain/submission-form/submission-form";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findForm } from "@/server/submission-form/find-form";
import { serializeForm } from "@/server/submission-form/serialize-form";

/** Returns the organization's public form. Needs the scope read. */
export async function getSubmissionForm({ ctx }: { ctx: Context }): Promise<SubmissionFormAnswer> {
  authorise(ctx, "read");
  const form = await findForm({ db: ctx.db, organizationId: ctx.tenant.organizationId });
  return serializeForm({ form, publicUrl: ctx.publicUrl });
}
