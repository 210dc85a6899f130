import { z } from "zod";
import { type FieldFault, refuse } from "@/components/webhook/judge-field";
import { trimPasted } from "@/domain/trim-pasted";
import { customHeadersInput, headerValue } from "@/domain/webhook/custom-headers";

/** A header as the form holds it: the API has a record of them by name. */
export interface HeaderRow {
  name: string;
  value: string;
}

/** Makes the schema of the form's custom headers: gives the rows, their names trimmed. Of a draft, those without a name are passed over. */
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

/** Where a header shows what is wrong with it: at its value, where that is it, else at its name. */
function rowOf(rows: readonly HeaderRow[], name: unknown): FieldFault["path"] {
  const index = rows.findLastIndex((row) => row.name === name);
  if (index === -1) return [];
  return [index, headerValue.safeParse(rows[index]?.value).success ? "name" : "value"];
}
