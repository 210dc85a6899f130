import { z } from "zod";
import { placeFault } from "@/components/form/place-fault";
import { type ReadJson, readJson } from "@/components/json/read-json";
import { type InputFault, isPosternError } from "@/domain/errors";
import { type EventTypeAnswer, eventTypeChange, newEventType } from "@/domain/event/event-type-definition";
import { parseInput } from "@/domain/parse-input";
import { trimPasted } from "@/domain/trim-pasted";

/** The form's values, with JSON as it is typed. */
export interface EventTypeFormValues {
  name: string;
  label: string;
  description: string;
  aliases: string;
  schema: string;
  example: string;
  strict: boolean;
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
    strict: type?.strict ?? false,
  };
}

/**
 * Returns the schema that makes an event type from the form's values, either a new one or the changed `type`. It reports every fault that
 * stands in the way.
 */
export function eventTypeForm(type: EventTypeAnswer | null) {
  const schemaOf = type ? eventTypeChange : newEventType;
  return z.custom<EventTypeFormValues>().transform((values, context): Record<string, unknown> => {
    const [schema, example] = [readPart(values.schema), readPart(values.example)];
    const settings = {
      ...(type ? {} : { name: trimPasted(values.name) }),
      label: values.label,
      description: values.description,
      aliases: values.aliases
        .split(/[\s,]+/)
        .map(trimPasted)
        .filter(Boolean),
      schema: schema.ok ? schema.value : {},
      example: example.ok ? example.value : {},
      strict: values.strict,
    };
    const faults = [
      ...faultsOf(settings, schemaOf),
      ...(schema.ok ? [] : [{ path: "schema", message: schema.fault.message }]),
      ...(example.ok ? [] : [{ path: "example", message: example.fault.message }]),
    ];
    for (const fault of faults) {
      const { path, message } = placeFault(fault, values) ?? fault;
      context.addIssue({ code: "custom", path: path.split("."), message });
    }
    return settings;
  });
}

/** Reads a field of JSON; an empty one gives null. */
function readPart(text: string): ReadJson {
  return text.trim() === "" ? { ok: true, value: null } : readJson(text);
}

function faultsOf(settings: object, schema: typeof newEventType | typeof eventTypeChange): readonly InputFault[] {
  try {
    parseInput(schema, settings);
    return [];
  } catch (error) {
    if (isPosternError(error)) return error.faults;
    throw error;
  }
}
