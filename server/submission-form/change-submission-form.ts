import { isDeepStrictEqual } from "node:util";
import { newFormKey } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { type SubmissionFormAnswer, submissionFormChange } from "@/domain/submission-form/submission-form";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { FORM_TARGET } from "@/server/submission-form/find-form";
import { serializeForm } from "@/server/submission-form/serialize-form";

/**
 * Switches the organization's public form on or off, or changes the origins whose pages may send to it. It gets its address the first
 * time, and keeps it while it is off. Needs the scope write.
 */
export async function changeSubmissionForm({ ctx, input }: { ctx: Context; input: unknown }): Promise<SubmissionFormAnswer> {
  authorise(ctx, "write");
  const change = parseInput(submissionFormChange, input);
  const { organizationId } = ctx.tenant;
  return ctx.db.$transaction(async (tx) => {
    // The empty update locks the row, so that two changes come one after the other.
    const before = await tx.submissionForm.upsert({
      where: { organizationId },
      create: { organizationId, key: newFormKey() },
      update: { organizationId },
    });
    const { enabled = before.enabled, origins = before.origins } = change;
    const form = await tx.submissionForm.update({
      where: { organizationId },
      data: { enabled, origins: [...origins], updatedAt: ctx.clock.now() },
    });
    const record = (action: Parameters<typeof recordAudit>[0]["action"], details = {}) =>
      recordAudit({ tx, ctx, action, target: FORM_TARGET, details });
    if (enabled !== before.enabled) await record(enabled ? "submission_form.enabled" : "submission_form.disabled");
    if (!isDeepStrictEqual(origins, before.origins)) await record("submission_form.origins_changed", { origins });
    return serializeForm({ form, publicUrl: ctx.publicUrl });
  });
}
