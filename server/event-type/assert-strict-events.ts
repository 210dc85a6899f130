import { describeFaults } from "@/domain/describe-faults";
import { type InputFault, PosternError } from "@/domain/errors";
import type { PublishedEvent } from "@/domain/event/publish-input";
import { runWithin, WorkTimeoutError } from "@/server/event-type/run-within";
import { type SchemaChecks, SchemaFault, type SchemaValidator } from "@/server/event-type/schema-checks";

/** An event type whose events must match its schema. */
export interface StrictEventType {
  schema: Readonly<Record<string, unknown>>;
  /** Compiled at the first event and kept for as long as the schema stays the same. */
  validator?: SchemaValidator;
}

/** The time for all events of one request together. The check is synchronous, so a longer one would hold up every other request. */
const TIMEOUT_MS = 1_000;
const MAX_FAULTS = 50;

/**
 * Throws PosternError `invalid_input`, with the path of each fault, when an event of a strict type does not match the type's
 * schema; `unprocessable` when the check cannot be made. `typeOf` returns null for an event whose type is not strict. `input` is
 * the publisher's own input; it tells whether the publisher wrote `entity` or `data`.
 */
export function assertStrictEvents(input: {
  schemas: SchemaChecks;
  events: readonly PublishedEvent[];
  typeOf: (event: PublishedEvent) => StrictEventType | null;
  input: unknown;
}): void {
  const checks = input.events.flatMap((event, index) => {
    const type = input.typeOf(event);
    return type ? [{ event, index, type }] : [];
  });
  if (checks.length === 0) return;
  const { schemas } = input;
  const isArray = Array.isArray(input.input);
  schemas.prepare();
  let checked = "";
  const work = () => {
    const found: InputFault[] = [];
    for (const { event, index, type } of checks) {
      checked = event.eventName;
      const given: unknown = Array.isArray(input.input) ? input.input[index] : input.input;
      found.push(
        ...faultsOf({ schemas, event, type, given }).map(({ path, message }) => ({
          path: joined(isArray ? String(index) : "", path),
          message,
        })),
      );
      if (found.length >= MAX_FAULTS) break;
    }
    return found.slice(0, MAX_FAULTS);
  };
  const faults = withinTime(work, () => checked);
  if (faults.length > 0) throw new PosternError("invalid_input", describeFaults(faults), { faults });
}

function faultsOf(input: { schemas: SchemaChecks; event: PublishedEvent; type: StrictEventType; given: unknown }): InputFault[] {
  const { schemas, event, type, given } = input;
  const { entity, ...content } = event.content;
  const key = entityKey(type.schema);
  const value = { ...(entity && { [key]: entity }), ...content, ...(event.metadata && { metadata: event.metadata }) };
  const givenKey = typeof given === "object" && given !== null && Object.hasOwn(given, "data") ? "data" : entity ? "entity" : key;
  return checkByType({ schemas, type, value, eventName: event.eventName }).map(({ path, message }) => {
    const isEntity = path === key || path.startsWith(`${key}.`);
    return { path: isEntity ? `${givenKey}${path.slice(key.length)}` : path, message };
  });
}

/**
 * Returns the faults of one value. Throws PosternError `unprocessable` when the type's stored schema cannot be used, so that no
 * event passes unchecked.
 */
function checkByType(input: { schemas: SchemaChecks; type: StrictEventType; value: unknown; eventName: string }): InputFault[] {
  const { schemas, type, value, eventName } = input;
  try {
    type.validator ??= schemas.compile(type.schema);
    return type.validator.validate(value);
  } catch (error) {
    if (!(error instanceof SchemaFault)) throw error;
    const message = `Nothing was published: events ${eventName} cannot be checked by their type's schema, which an admin has to change. ${error.message}`;
    throw new PosternError("unprocessable", message);
  }
}

/** Returns the name under which the event's content is checked. `entity` and `data` mean the same; the schema decides between them. */
function entityKey(schema: Readonly<Record<string, unknown>>): "entity" | "data" {
  const { properties } = schema;
  const has = (key: string) => typeof properties === "object" && properties !== null && Object.hasOwn(properties, key);
  return has("data") && !has("entity") ? "data" : "entity";
}

/** Returns the result of the work. Throws PosternError `unprocessable` where it takes too long, with the name that `checkedName` gives. */
function withinTime<Result>(work: () => Result, checkedName: () => string): Result {
  try {
    return runWithin(TIMEOUT_MS, work);
  } catch (error) {
    if (!(error instanceof WorkTimeoutError)) throw error;
    const message = `Checking events ${checkedName()} by their type's schema takes too long. Nothing was published: send fewer at once, or make the schema simpler.`;
    throw new PosternError("unprocessable", message);
  }
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(".");
}
