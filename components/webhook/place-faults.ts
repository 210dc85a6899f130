import type { FieldPath } from "react-hook-form";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { hasReference } from "@/domain/environment/references";
import type { InputFault } from "@/domain/errors";
import { REDACTED } from "@/domain/redacted";
import { trimPasted } from "@/domain/trim-pasted";
import { headerValue } from "@/domain/webhook/custom-headers";
import { WEBHOOK_FIELDS } from "@/domain/webhook/webhook-fields";

type Place = FieldPath<WebhookFormValues>;

/** Returns the server's faults that have a place in the form, each with that place. */
export function placeFaults(faults: readonly InputFault[], values: WebhookFormValues): { path: Place; message: string }[] {
  return faults.flatMap(({ path: given, message }) => {
    const path = placeOf(given, values);
    return path === null ? [] : [{ path, message }];
  });
}

const HEADERS = "payloadConfiguration.custom_headers";

/** Returns the place of the field that the path leads to, or of the nearest field around it that has one; null for none. */
function placeOf(given: string, values: WebhookFormValues): Place | null {
  if (given.startsWith(`${HEADERS}.`)) return headerPlace(given.slice(HEADERS.length + 1), values);
  for (let path = given; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
    const { place, rows } = WEBHOOK_FIELDS[path] ?? {};
    if (place === undefined) continue;
    if (!rows) return place as Place;
    const [index = "", part = ""] = given.slice(path.length + 1).split(".");
    if (/^\d+$/.test(index) && rows.includes(part)) return `${place}.${index}.${part}` as Place;
  }
  return null;
}

/** Returns the place of a custom header's fault. The API names the header, where the form has a row. */
function headerPlace(name: string, { customHeaders }: WebhookFormValues): Place | null {
  const index = customHeaders.findLastIndex((header) => trimPasted(header.name) === name);
  if (index === -1) return null;
  const value = customHeaders[index]?.value;
  const isOfValue = value === REDACTED || hasReference(value ?? "") || !headerValue.safeParse(value).success;
  return `customHeaders.${index}.${isOfValue ? "value" : "name"}`;
}
