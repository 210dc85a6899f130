import { PosternError } from "@/domain/errors";
import { isJsonObject } from "@/domain/json/json-object";

/** The most parts of a field's name, such as three in `customer[address][city]`. */
const MAX_NAME_PARTS = 5;

/**
 * Reads the fields of an HTML form, form-urlencoded (WHATWG URL, section 5.1). `customer[email]` is the property `email` within
 * `customer`. A name that comes again, or ends in `[]`, is a list. All values are texts. Throws PosternError `invalid_input`, with the
 * name of the field.
 */
export function readFormFields(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) put({ into: fields, name, parts: partsOf(name), value });
  return fields;
}

/** Returns the parts of a name. One whose brackets do not fit is a name as it stands. An empty last part means a list. */
function partsOf(name: string): string[] {
  const [, first, rest = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  if (first === undefined) return [name];
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = ""]) => part)];
}

function put(field: { into: Record<string, unknown>; name: string; parts: readonly string[]; value: string }): void {
  const { into, name, parts, value } = field;
  if (parts.length > MAX_NAME_PARTS) throw refused(name, `This name has more than ${MAX_NAME_PARTS} parts.`);
  const isList = parts.length > 1 && parts.at(-1) === "";
  const path = isList ? parts.slice(0, -1) : parts;
  if (path.slice(1).includes("")) throw refused(name, "Only the last brackets of a name may be empty: they mean a list.");
  let object = into;
  for (const part of path.slice(0, -1)) {
    const inner = own(object, part) ?? set(object, part, {});
    if (!isJsonObject(inner)) throw refused(name, `${part} is a value already, and cannot have parts too.`);
    object = inner;
  }
  const last = path.at(-1) ?? name;
  const earlier = own(object, last);
  if (isJsonObject(earlier)) throw refused(name, `${last} has parts already, and cannot be a value too.`);
  if (Array.isArray(earlier)) earlier.push(value);
  else if (earlier === undefined) set(object, last, isList ? [value] : value);
  else set(object, last, [earlier, value]);
}

function own(of: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}

/** Sets a property, even with a key such as `__proto__`, for which an assignment would not. Returns the value. */
function set<Value>(of: Record<string, unknown>, key: string, value: Value): Value {
  Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function refused(name: string, why: string): PosternError {
  return new PosternError("invalid_input", `${name}: ${why}`, { faults: [{ path: name, message: why }] });
}
