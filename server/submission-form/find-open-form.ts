import { isFormKey } from "@/domain/submission-form/form-address";
import type { Database } from "@/server/platform/db";

/** A public form that takes submissions. */
export interface OpenForm {
  key: string;
  organizationId: string;
  /** The origins whose pages may send to it. */
  origins: readonly string[];
}

/**
 * Returns the public form with this key; null where there is none, or it is switched off. It needs no authorisation: the key is known to
 * those who may send.
 */
export async function findOpenForm({ db, key }: { db: Database; key: string }): Promise<OpenForm | null> {
  if (!isFormKey(key)) return null;
  const form = await db.submissionForm.findUnique({ where: { key } });
  return form?.enabled ? form : null;
}
