import { entityBody } from "@/domain/entity/entity-input";
import { isJsonObject } from "@/domain/json/json-object";

/** The key of relations. A stranger relates nothing to an organization's entities. */
const RELATION = "$relation";

/** The attributes of a submission by the public form: any, but not what Postern sets itself, and no relations. */
export const submissionBody = entityBody.superRefine((body, check) => {
  const names = Object.keys(body);
  if (names.length === 0) check.addIssue({ code: "custom", message: "There is nothing in this submission: send at least one field." });
  for (const name of names) {
    if (name.startsWith("_"))
      check.addIssue({ code: "custom", path: [name], message: "Names that begin with _ are Postern's own: use another." });
    if (hasRelation(name, body[name]))
      check.addIssue({ code: "custom", path: [name], message: "A form cannot relate a submission to others." });
  }
});

function hasRelation(name: string, value: unknown): boolean {
  if (name === RELATION) return true;
  if (Array.isArray(value)) return value.some((part) => hasRelation("", part));
  return isJsonObject(value) && Object.entries(value).some(([key, part]) => hasRelation(key, part));
}
