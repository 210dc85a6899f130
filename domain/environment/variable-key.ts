import { z } from "zod";

const KEY = /^[a-z0-9][a-z0-9_.-]{0,127}$/;

export function isVariableKey(text: string): boolean {
  return KEY.test(text);
}

/** The key of an environment variable, as in `{{ env.key }}`. */
export const variableKey = z
  .string("Give the variable's key.")
  .regex(KEY, "A key has 1 to 128 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.");
