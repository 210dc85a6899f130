import jsonata from "jsonata";
import { mapKey, mapValue, toEnvironment } from "./bindings.mjs";

/**
 * The bounds of one evaluation, which JSONata keeps by counting its own steps and items. The watchdog stops an evaluation that
 * gets past them or takes too long.
 */
const BOUNDS = { stack: 400, sequence: 100_000 };
/** The most characters of compiled expressions. A compiled expression takes some hundred times the memory of its text. */
const MAX_COMPILED_CHARACTERS = 60_000;
/** The most characters of a result, which is held in memory, signed and stored. */
const MAX_RESULT_CHARACTERS = 4 * 1_024 * 1_024;
const tooLong = { message: `The result is too much to send: it has more than ${MAX_RESULT_CHARACTERS} characters.` };

/**
 * @typedef {{ type: "value", text: string }
 *   | { type: "nothing" }
 *   | { type: "fault", message: string, position: number | null }} Evaluation
 */
/** @typedef {{ input: string, variables: string | null, as: "value" | "condition" | "check" }} Task */

const truth = jsonata("$boolean($value)");

/** Makes a function that compiles expressions and remembers some of them. */
function createCompiler() {
  /** @type {Map<string, jsonata.Expression>} */
  const compiled = new Map();
  let compiledCharacters = 0;
  return (/** @type {string} */ expression) => {
    const known = compiled.get(expression);
    if (known) return known;
    const program = jsonata(expression, BOUNDS);
    program.registerFunction("mapValue", mapValue);
    program.registerFunction("mapKey", mapKey);
    if (compiledCharacters + expression.length > MAX_COMPILED_CHARACTERS) {
      compiled.clear();
      compiledCharacters = 0;
    }
    compiled.set(expression, program);
    compiledCharacters += expression.length;
    return program;
  };
}

/**
 * Makes a function that evaluates an expression on an input; input and result are JSON. A value of undefined or null counts as
 * nothing.
 *
 * @returns {(expression: string, task: Task) => Promise<Evaluation>}
 */
export function createEvaluation() {
  const compile = createCompiler();
  return async (expression, task) => {
    try {
      const program = compile(expression);
      if (task.as === "check") return { type: "nothing" };
      const env = toEnvironment(task.variables === null ? {} : JSON.parse(task.variables));
      const value = await program.evaluate(JSON.parse(task.input), { env });
      if (task.as === "condition") return { type: "value", text: String((await truth.evaluate({}, { value })) === true) };
      return toEvaluation(value);
    } catch (error) {
      return toFault(error);
    }
  };
}

/** Returns the result for a value. Throws when it is too long. @param {any} value */
function toEvaluation(value) {
  if (value === undefined || value === null) return { type: "nothing" };
  if (isFunction(value)) return { type: "fault", message: "The expression gives a function, not a value.", position: null };
  let characters = 0;
  const text = JSON.stringify(value, (_key, part) => {
    // The characters are counted first, because the written text may need far more memory than there is.
    if (typeof part === "string") characters += part.length;
    if (characters > MAX_RESULT_CHARACTERS) throw tooLong;
    return toPart(part);
  });
  if (text.length > MAX_RESULT_CHARACTERS) throw tooLong;
  return { type: "value", text };
}

/** Returns a part of the result as it is written; functions are left out. @param {any} part */
function toPart(part) {
  // JSON.stringify would turn it into null.
  if (typeof part === "number" && !Number.isFinite(part)) throw { message: "The result has a number beyond what JSONata can hold." };
  return isFunction(part) ? undefined : part;
}

/** Checks whether the value is a JSONata function, which holds all the values it was made from. @param {any} value */
function isFunction(value) {
  return typeof value === "function" || (typeof value === "object" && value !== null && (value._jsonata_function || value._jsonata_lambda));
}

/** Returns the fault for an error, with at most 1,000 characters of its message. @param {any} error */
function toFault(error) {
  const message = error instanceof RangeError ? describeExcess(error) : String(error?.message ?? error);
  return { type: "fault", message: message.slice(0, 1_000), position: Number.isInteger(error?.position) ? error.position : null };
}

/** Returns the message for a limit of V8's that the expression has reached. @param {RangeError} error */
function describeExcess({ message }) {
  return message.includes("call stack") ? "The expression recurses too deeply." : `The expression asks for too much: ${message}.`;
}
