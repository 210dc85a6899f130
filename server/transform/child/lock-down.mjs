/**
 * Leaves nothing in the evaluator's process that one expression could change for the next: no built-in can be replaced or
 * added to. Object's and Array's own prototypes stay assignable, since records may have keys such as `toString`, but take
 * no new property. With `--disable-proto=delete` there is no way from a value to its prototype, and with
 * `--disallow-code-generation-from-strings` none from a function to code.
 */
export function lockDown() {
  for (const prototype of [Object.prototype, Array.prototype]) Object.preventExtensions(prototype);
  const others = [Function, String, Number, Boolean, RegExp, Date, Promise, Map, Set, Symbol, BigInt];
  for (const builtIn of [Object, Array, ...others]) Object.freeze(builtIn);
  for (const builtIn of others) Object.freeze(builtIn.prototype);
  for (const namespace of [JSON, Math, Reflect]) Object.freeze(namespace);
}
