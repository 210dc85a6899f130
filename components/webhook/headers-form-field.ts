import { z } from "zod";
import { type FieldFault, refuse } from "@/components/webhook/judge-field";
import { trimPasted } from "@/domain/trim-pasted";
import { customHeadersInput, headerValue } from "@/domain/webhook/custom-headers";

/** A header as the form holds it. The API has all headers in one record, by name. */
export interface HeaderRow {
  name: string;
  value: string;
}

/**
 * Makes the schema of the form's custom headers. It gives the rows with their names trimmed. In a draft, rows without a name are passed
 * over.
 */
export function headersField({ isDraft = false }: { isDraft?: boolean } = {}) {
  return z.custom<HeaderRow[]>().transform((typed, check): HeaderRow[] => {
    const rows = typed.map(({ name, value }) => ({ name: trimPasted(name), value })).filter(({ name }) => !isDraft || name !== "");
    for (const [index, { name }] of rows.entries()) {
      if (name === "") refuse(check, { path: [index, "name"], message: "Give the header's name." });
      else if (rows.findIndex((other) => other.name === name) < index) {
        refuse(check, { path: [index, "name"], message: "This header is given twice." });
      }
    }
    const named = Object.fromEntries(rows.flatMap(({ name, value }) => (name === "" ? [] : [[name, value]])));
    for (const { path, message } of customHeadersInput.safeParse(named).error?.issues ?? []) {
      refuse(check, { path: rowOf(rows, path[0]), message });
    }
    return rows;
  });
}

/** Returns the place of a header's fault: its value where the value is wrong, else its name. */
function rowOf(rows: readonly HeaderRow[], name: unknown): FieldFault["path"] {
  const index = rows.findLastIndex((row) => row.name === name);
  if (index === -1) return [];
  return [index, headerValue.safeParse(rows[index]?.value).success ? "name" : "value"];
}
