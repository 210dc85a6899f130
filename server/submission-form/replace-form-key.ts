import { PosternError } from "@/domain/errors";
import { newFormKey } from "@/domain/ids";
import type { SubmissionFormAnswer } from "@/domain/submission-form/submission-form";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { FORM_TARGET, findForm } from "@/server/submission-form/find-form";
import { serializeForm } from "@/server/submission-form/serialize-form";

/**
 * Gives the organization's public form another address. The old one is unknown from then on. Needs the scope write. Throws PosternError
 * `not_found` where the form has never been switched on.
 */
export async function replaceFormKey({ ctx }: { ctx: Context }): Promise<SubmissionFormAnswer> {
  authorise(ctx, "write");
  const { organizationId } = ctx.tenant;
  return ctx.db.$transaction(async (tx) => {
    if (!(await findForm({ db: tx, organizationId })))
      throw new PosternError("not_found", "This form has no address yet: switch it on first.");
    const data = { key: newFormKey(), updatedAt: ctx.clock.now() };
    const form = await tx.submissionForm.update({ where: { organizationId }, data });
    await recordAudit({ tx, ctx, action: "submission_form.key_replaced", target: FORM_TARGET });
    return serializeForm({ form, publicUrl: ctx.publicUrl });
  });
}
