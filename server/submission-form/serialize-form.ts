import { formUrl } from "@/domain/submission-form/form-address";
import type { SubmissionFormAnswer } from "@/domain/submission-form/submission-form";
import type { SubmissionForm } from "@/prisma/generated/client";

/** Returns a public form as the portal shows it; null is one that has never been switched on. */
export function serializeForm({ form, publicUrl }: { form: SubmissionForm | null; publicUrl: string }): SubmissionFormAnswer {
  if (!form) return { enabled: false, url: null, origins: [] };
  return { enabled: form.enabled, url: formUrl({ publicUrl, key: form.key }), origins: form.origins };
}
