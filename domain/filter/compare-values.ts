import type { FieldType } from "@/domain/filter/filter-condition";

/** -1, 0 or 1 as the value stands before, at or after the wanted one; null where they cannot be compared. */
export type Compare = (value: unknown) => number | null;

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * The instant that a text names, in milliseconds since 1970, or null. A date alone is the beginning of that day, and a time without
 * an offset is UTC; what is below a millisecond does not count.
 */
export function parseInstant(value: unknown): number | null {
  const parts = typeof value === "string" ? MOMENT.exec(value.trim()) : null;
  if (!parts) return null;
  const [, day, minute = "00:00", second = "00", fraction = "0", zone = "Z"] = parts;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The engine takes 30 February for 2 March.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return null;
  const instant = Date.parse(`${day}T${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}${offset}`);
  return Number.isNaN(instant) ? null : instant;
}

export function parseNumber(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function parseBoolean(value: unknown): boolean | null {
  const text = toText(value)?.trim().toLowerCase();
  return text === "true" ? true : text === "false" ? false : null;
}

/** A scalar as a text, which is how values are compared unless a type says otherwise; null for what is no scalar. */
export function toText(value: unknown): string | null {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** Compares values with `wanted`, which is parsed once. As texts, two numbers are ordered as numbers, and all else by character. */
export function compareWith(wanted: string, type: FieldType): Compare {
  switch (type) {
    case "number":
      return compareParsed(parseNumber(wanted), parseNumber);
    case "boolean":
      return compareParsed(parseBoolean(wanted), parseBoolean);
    case "date":
    case "datetime":
      return compareParsed(parseInstant(wanted), parseInstant);
    case "string": {
      const wantedNumber = parseNumber(wanted);
      return (value) => {
        const text = toText(value);
        if (text === null) return null;
        if (text === wanted) return 0;
        const number = wantedNumber === null ? null : parseNumber(value);
        const order = number === null || wantedNumber === null ? 0 : orderOf(number, wantedNumber);
        return order === 0 ? orderOf(text, wanted) : order;
      };
    }
  }
}

function compareParsed<Value extends number | boolean>(wanted: Value | null, parse: (value: unknown) => Value | null): Compare {
  return (value) => {
    const parsed = parse(value);
    return parsed === null || wanted === null ? null : orderOf(parsed, wanted);
  };
}

function orderOf<Value extends number | boolean | string>(one: Value, other: Value): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Whether `values` are something that the type's values can be compared with; the one that is not, or null. */
export function findUnparsable(values: readonly string[], type: FieldType): string | null {
  if (type === "string") return null;
  const parse = type === "number" ? parseNumber : type === "boolean" ? parseBoolean : parseInstant;
  return values.find((value) => parse(value) === null) ?? null;
}
