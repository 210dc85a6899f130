/**
 * Returns the value of `$env`: the organization's plain variables by key. A key with dots is available as it is
 * (`` $env.`shop.region` ``) and, when no other key is in the way, step by step (`$env.shop.region`).
 *
 * @param {Record<string, string>} variables
 */
export function toEnvironment(variables) {
  /** @type {Record<string, unknown>} */
  const environment = { ...variables };
  for (const [key, value] of Object.entries(variables)) {
    if (key.includes(".")) setAtPath(environment, key.split("."), value);
  }
  return environment;
}

/**
 * Sets the value at the path, unless another key is in the way.
 *
 * @param {Record<string, any>} environment
 * @param {string[]} path
 * @param {string} value
 */
function setAtPath(environment, path, value) {
  const last = path.pop() ?? "";
  let place = environment;
  for (const step of path) {
    if (!Object.hasOwn(place, step)) place[step] = {};
    place = place[step];
    if (typeof place !== "object") return;
  }
  if (!Object.hasOwn(place, last)) place[last] = value;
}

/**
 * Returns the value of `$mapValue(map, key, default)`: the map's value for the key, else the default, else nothing. A map is an
 * object, or a text that holds one in JSON, as a variable does.
 *
 * @param {unknown} map
 * @param {unknown} key
 * @param {unknown} [fallback]
 */
export function mapValue(map, key, fallback) {
  const entries = toMap(map, "$mapValue");
  if (key === undefined || key === null || !Object.hasOwn(entries, String(key))) return fallback;
  return entries[String(key)];
}

/**
 * Returns the value of `$mapKey(map, value, default)`: the first key under which the map has this value, else the default, else
 * nothing. Values are compared as text, so that 1 finds "1".
 *
 * @param {unknown} map
 * @param {unknown} value
 * @param {unknown} [fallback]
 */
export function mapKey(map, value, fallback) {
  const entries = Object.entries(toMap(map, "$mapKey"));
  if (value === undefined) return fallback;
  return (entries.find(([, candidate]) => isSame(candidate, value)) ?? [fallback])[0];
}

/** Checks whether two values are the same as text; objects must be identical. @param {unknown} one @param {unknown} other */
function isSame(one, other) {
  if (typeof one === "object" || typeof other === "object") return one === other;
  return String(one) === String(other);
}

/**
 * Returns the map as an object. A missing map has no entries, so that the default is used. Throws for any other value.
 *
 * @param {unknown} map
 * @param {string} caller
 * @returns {Record<string, unknown>}
 */
function toMap(map, caller) {
  if (map === undefined || map === null) return {};
  const value = typeof map === "string" ? parse(map) : map;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw { message: `The first argument of ${caller} must be a map: an object, or a variable that holds one as JSON.` };
}

/** Returns the parsed JSON, or undefined for any other text. @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
