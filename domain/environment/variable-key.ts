import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const KEY = /^[a-z0-9][a-z0-9_.-]{0,127}$/;
const MAX_VALUE_LENGTH = 8_192;

export function isVariableKey(text: string): boolean {
  return KEY.test(text);
}

/** The name of an environment variable, as `{{ env.key }}` has it. */
export const variableKey = z
  .string("Give the variable's key.")
  .regex(KEY, "A key has 1 to 128 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.");

/** An environment variable as it is set. Secret unless said otherwise: then nobody is shown its value again. */
export const environmentVariableInput = z.strictObject({
  key: variableKey,
  value: storableText({ max: MAX_VALUE_LENGTH, error: "Give the variable's value." }),
  isSecret: z.boolean().default(true),
});

export const environmentVariableReference = z.strictObject({ key: variableKey });
export type EnvironmentVariableReference = z.output<typeof environmentVariableReference>;
