import { INBOX_ID_FORM } from "@/domain/id-forms";

/** Checks whether a text has the form of a public form's key, which is that of an inbox's id. */
export function isFormKey(text: string): boolean {
  return INBOX_ID_FORM.test(text);
}

/** Returns the address of a public form. `publicUrl` is the address by which people reach the installation. */
export function formUrl({ publicUrl, key }: { publicUrl: string; key: string }): string {
  return `${publicUrl.replace(/\/+$/, "")}/form/${key}`;
}
