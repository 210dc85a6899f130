import { z } from "zod";
import { describeValuesFault } from "@/components/webhook/filter/describe-values-fault";
import { type FilterFormValues, hasValueFilter, toFilterConfig } from "@/components/webhook/filter/filter-form-values";
import { type FieldFault, refuse } from "@/components/webhook/judge-field";
import { filterSettings } from "@/domain/webhook/webhook-filter";

/** Makes the schema of the form's filter, which is one thing in the form and two settings in the API. A draft may still lack values. */
export function filterField({ isDraft = false }: { isDraft?: boolean } = {}) {
  return z.custom<FilterFormValues>().transform((typed, check) => {
    const sent = toFilterConfig(typed);
    const lack = isDraft ? null : missingPart(typed);
    if (lack) refuse(check, lack);
    const simple = filterSettings.input.filter.safeParse(sent.filter);
    for (const { path, message } of simple.error?.issues ?? []) refuse(check, { path: [String(path[0] ?? "mode")], message });
    const advanced = filterSettings.input.filterConditions.safeParse(sent.filterConditions);
    for (const issue of advanced.error?.issues ?? []) refuse(check, conditionFault(issue, typed));
    return sent;
  });
}

function missingPart(typed: FilterFormValues): FieldFault | null {
  if (hasValueFilter(typed) && typed.supportedValues.length === 0) {
    return { path: ["supportedValues"], message: "Give at least one value: without one, nothing is sent." };
  }
  const isEmpty = typed.mode === "advanced" && typed.conditions.length === 0;
  return isEmpty ? { path: ["mode"], message: "Add a condition, or choose to send every event." } : null;
}

/** Returns a fault at its part of the condition. The API's message about values uses its own terms, so the form's words replace it. */
function conditionFault({ code, path, message }: z.core.$ZodIssue, { conditions }: FilterFormValues): FieldFault {
  const [head, index, part, ...rest] = path.map(String);
  if (head !== "conditions" || index === undefined) return { path: ["mode"], message };
  const condition = part === "values" && rest.length === 0 && code === "custom" ? conditions[Number(index)] : undefined;
  return { path: [head, index, ...(part === undefined ? [] : [part])], message: condition ? describeValuesFault(condition) : message };
}
