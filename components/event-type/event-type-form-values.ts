import type { InputFault } from "@/domain/errors";
import type { EventTypeAnswer } from "@/domain/event/event-type-definition";

/** What the form holds: JSON as it is typed. */
export interface EventTypeFormValues {
  name: string;
  label: string;
  description: string;
  aliases: string;
  schema: string;
  example: string;
  isStrict: boolean;
}

export function toFormValues(type: EventTypeAnswer | null): EventTypeFormValues {
  const pretty = (value: unknown) => (value === null || value === undefined ? "" : JSON.stringify(value, null, 2));
  return {
    name: type?.name ?? "",
    label: type?.label ?? "",
    description: type?.description ?? "",
    aliases: type?.aliases.join(", ") ?? "",
    schema: pretty(type?.schema),
    example: type ? pretty(type.example) : pretty({ entity: { _id: "1" } }),
    isStrict: type?.strict ?? false,
  };
}

/** The event type that the form describes, or where its JSON cannot be read. */
export function toEventTypeSettings(
  values: EventTypeFormValues,
  type: EventTypeAnswer | null,
): { ok: true; settings: Record<string, unknown> } | { ok: false; faults: InputFault[] } {
  const faults: InputFault[] = [];
  const read = (path: "schema" | "example"): unknown => {
    if (values[path].trim() === "") return null;
    try {
      return JSON.parse(values[path]);
    } catch (error) {
      faults.push({ path, message: `This is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}.` });
      return null;
    }
  };
  const settings = {
    ...(type ? {} : { name: values.name.trim() }),
    label: values.label,
    description: values.description,
    aliases: values.aliases.split(/[\s,]+/).filter(Boolean),
    schema: read("schema"),
    example: read("example"),
    strict: values.isStrict,
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings };
}
