import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { RE2JS } from "re2js";
import type { InputFault } from "@/domain/errors";
import { hasEndlessReference } from "@/domain/event/has-endless-reference";
import type { ExactNumber } from "@/domain/json/exact-number";
import { plainJson } from "@/domain/json/plain-json";
import { addDecimalMultipleOf, type DigitsAt } from "@/server/event-type/decimal-multiple-of";
import { runWithin, WorkTimeoutError } from "@/server/event-type/run-within";

/** Checks values by one schema. */
export interface SchemaValidator {
  /**
   * Returns the value's faults by dot paths into it; empty when there are none. A large value gives one fault at most. Exact
   * numbers are checked as the nearest doubles, except by `multipleOf`, which uses their digits.
   */
  validate(value: unknown): InputFault[];
  /** Returns the same as the validator says it, for the Entity API, whose answers have its form. */
  errorsOf(value: unknown): readonly SchemaError[];
}

/** A fault of a value by a schema: the places in both, and the keyword that says so. */
export type SchemaError = Pick<ErrorObject, "keyword" | "instancePath" | "schemaPath" | "params" | "message">;

/** Checks by the JSON Schemas (2020-12) that organizations wrote. A process has one of these. */
export interface SchemaChecks {
  /**
   * Compiles the meta-schema, once. It takes longer than any check, so every caller that limits a check's time calls this first.
   * Otherwise a busy machine would break off the first check, and the next one too.
   */
  prepare(): void;
  /**
   * Compiles a schema. It fetches nothing: references must stay within the schema. Unknown keywords and formats are ignored, as
   * the specification says. Throws SchemaFault; so does the validator when a check would not end.
   */
  compile(schema: Readonly<Record<string, unknown>>): SchemaValidator;
  /** Compiles a new schema within a second and returns the example's faults by it. Throws SchemaFault. */
  vet(schema: Readonly<Record<string, unknown>>, example?: unknown): InputFault[];
}

/** Says why a schema cannot be used, in words for its author. */
export class SchemaFault extends Error {}

const COMPILE_TIMEOUT_MS = 1_000;
const MAX_FAULTS = 20;
const ENDLESS = "By this schema a check goes on without an end: a reference leads back to itself at the same place of the event.";
/** The size above which only the first fault is collected. Collecting all of them may cost as much again as the value itself. */
const MAX_BYTES_FOR_ALL_FAULTS = 64 * 1_024;

const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** RE2 matches in linear time whatever the pattern. It refuses look-around and back-references. */
const createPattern = Object.assign(
  (pattern: string) => {
    const compiled = compilePattern(pattern);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: "" },
);

function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SchemaFault(`The pattern ${pattern} cannot be used: ${why}. Look-around and back-references are not supported.`);
  }
}

export function createSchemaChecks(): SchemaChecks {
  let isSchema: ValidateFunction | undefined;
  const prepare = () => {
    isSchema ??= new Ajv2020({ strict: false, logger: false }).compile(META_SCHEMA);
    return isSchema;
  };
  const compile = (schema: Readonly<Record<string, unknown>>) => {
    assertIsSchema(schema, prepare());
    if (hasEndlessReference(schema)) throw new SchemaFault(ENDLESS);
    return compileValidator(schema);
  };
  return {
    prepare,
    compile,
    vet(schema, example) {
      prepare();
      try {
        return runWithin(COMPILE_TIMEOUT_MS, () => {
          // Without an example the faults do not matter; the run only shows that a check ends.
          const faults = compile(schema).validate(example ?? {});
          return example === undefined ? [] : faults;
        });
      } catch (error) {
        if (error instanceof WorkTimeoutError) throw new SchemaFault("This schema takes too long to check an event by: make it simpler.");
        throw error;
      }
    },
  };
}

function compileValidator(schema: Readonly<Record<string, unknown>>): SchemaValidator {
  const digits = new WeakMap<object, Map<string, string>>();
  const noteDigits = ({ text }: ExactNumber, place: object, key: string) => {
    const noted = digits.get(place) ?? new Map<string, string>();
    digits.set(place, noted.set(key, text));
  };
  const digitsAt: DigitsAt = (place, key) => digits.get(place)?.get(String(key));
  const first = compile(schema, false, digitsAt);
  let all: ValidateFunction | null = null;
  const findErrors = (value: unknown) => {
    if (first(value)) return [];
    if (JSON.stringify(value).length > MAX_BYTES_FOR_ALL_FAULTS) return first.errors ?? [];
    all ??= compile(schema, true, digitsAt);
    all(value);
    return all.errors ?? [];
  };
  const errorsOf = (value: unknown) => {
    try {
      return findErrors(plainJson(value, noteDigits)).slice(0, MAX_FAULTS);
    } catch (error) {
      throw error instanceof RangeError ? new SchemaFault(ENDLESS) : error;
    }
  };
  return { errorsOf, validate: (value) => toFaults(errorsOf(value)) };
}

/**
 * The meta-schema: JSON Schema 2020-12 without `$async`, a keyword that only Ajv has. For a schema with `$async`, Ajv answers
 * with a promise, so that every event would pass. `$dynamicAnchor` makes this hold for the schemas within a schema too.
 */
const META_SCHEMA = { $dynamicAnchor: "meta", $ref: "https://json-schema.org/draft/2020-12/schema", properties: { $async: false } };

function assertIsSchema(schema: Readonly<Record<string, unknown>>, isSchema: ValidateFunction): void {
  // A schema is read as 2020-12, even when its $schema names another dialect.
  const { $schema: _language, ...rest } = schema;
  if (isSchema(rest)) return;
  const faults = (isSchema.errors ?? []).map(
    ({ instancePath, keyword, message }) => `schema${instancePath} ${keyword === "false schema" ? "is not supported: remove it" : message}`,
  );
  throw new SchemaFault(`This is no JSON Schema (2020-12): ${faults.join(", ").slice(0, 300)}`);
}

function compile(schema: Readonly<Record<string, unknown>>, allErrors: boolean, digitsAt: DigitsAt): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors,
    ownProperties: true,
    strict: false,
    meta: false,
    validateSchema: false,
    // Inlined references can make a small schema's code very large.
    inlineRefs: false,
    logger: false,
    code: { regExp: createPattern },
  });
  addFormats(ajv, { mode: "fast" });
  addDecimalMultipleOf(ajv, digitsAt);
  try {
    return ajv.compile({ ...schema });
  } catch (error) {
    if (error instanceof SchemaFault) throw error;
    throw new SchemaFault(wordsFor(error));
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof RangeError) return ENDLESS;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && "missingRef" in error) {
    return `The reference ${String(error.missingRef)} leads out of this schema: put what it refers to under $defs, and refer to that by #/$defs/….`;
  }
  return `This is no JSON Schema (2020-12): ${message.replace(/^schema is invalid: /, "").slice(0, 300)}`;
}

function toFaults(errors: readonly ErrorObject[]): InputFault[] {
  return errors.map((error) => ({ path: pathOf(error), message: messageOf(error) }));
}

function pathOf({ instancePath, params, keyword }: ErrorObject): string {
  const segments = instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const missing: unknown =
    keyword === "required" ? params["missingProperty"] : keyword === "additionalProperties" ? params["additionalProperty"] : null;
  return [...segments, ...(typeof missing === "string" ? [missing] : [])].join(".");
}

function messageOf({ keyword, message, params }: ErrorObject): string {
  switch (keyword) {
    case "required":
      return "The event type's schema requires this.";
    case "additionalProperties":
      return "The event type's schema does not allow this.";
    case "enum":
      return `The event type's schema allows ${JSON.stringify(params["allowedValues"]).slice(0, 200)} here.`;
    case "const":
      return `The event type's schema allows ${JSON.stringify(params["allowedValue"]).slice(0, 200)} here.`;
    default:
      return `By the event type's schema this ${message ?? "is not valid"}.`;
  }
}
