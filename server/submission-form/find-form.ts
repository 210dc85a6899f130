import { FORM_SCHEMA } from "@/domain/submission-form/submission-form";
import type { SubmissionForm } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/** The target of what the audit log tells of public forms, of which an organization has one. */
export const FORM_TARGET = { type: "submission_form", id: FORM_SCHEMA, name: "Submissions" } as const;

/** Returns the organization's public form, on or off; null as long as it has never been switched on. */
export function findForm(input: { db: Database | Transaction; organizationId: string }): Promise<SubmissionForm | null> {
  return input.db.submissionForm.findUnique({ where: { organizationId: input.organizationId } });
}
