/**
 * Freezes the evaluator's process, so that one expression cannot change anything for the next: no built-in can be replaced or
 * extended. The properties of Object's and Array's own prototypes stay assignable, since records may have keys such as
 * `toString`, but no new one can be added. With `--disable-proto=delete` a value does not lead to its prototype, and with
 * `--disallow-code-generation-from-strings` a function does not lead to code.
 */
export function lockDown() {
  for (const prototype of [Object.prototype, Array.prototype]) Object.preventExtensions(prototype);
  const others = [Function, String, Number, Boolean, RegExp, Date, Promise, Map, Set, Symbol, BigInt];
  for (const builtIn of [Object, Array, ...others]) Object.freeze(builtIn);
  for (const builtIn of others) Object.freeze(builtIn.prototype);
  for (const namespace of [JSON, Math, Reflect]) Object.freeze(namespace);
}
