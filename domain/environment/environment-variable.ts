import { z } from "zod";
import { boundHosts } from "@/domain/environment/bound-hosts";
import { variableKey } from "@/domain/environment/variable-key";
import { storableText } from "@/domain/storable-text";

/** The most variables of an organization: lists hold all of them. */
export const MAX_VARIABLES = 1_000;
const MAX_VALUE_LENGTH = 8_192;

/** The types of a variable, in the words of the epilot Environments API. The value of a SecretString is never shown again. */
const VARIABLE_TYPES = ["String", "SecretString"] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

const type = z.enum(VARIABLE_TYPES, "Say what it is: String, or SecretString for a value that nobody is shown again.");
const value = storableText({ max: MAX_VALUE_LENGTH, error: "Give the variable's value." });

export const environmentVariableReference = z.strictObject({ key: variableKey });
export type EnvironmentVariableReference = z.output<typeof environmentVariableReference>;

/** The hosts that a secret variable may be sent to; absent, null or empty for any. */
const hosts = boundHosts.nullish();
const ONLY_SECRET = { error: "Only a SecretString is bound to hosts: leave this out, or make it a SecretString.", path: ["hosts"] };
const isBindable = (given: { type?: VariableType | undefined; hosts?: readonly string[] | null | undefined }) =>
  given.type !== "String" || !given.hosts || given.hosts.length === 0;

export const newEnvironmentVariable = z.strictObject({ key: variableKey, type, value, hosts }).refine(isBindable, ONLY_SECRET);

/** A change of a variable; absent fields keep their value. A variable that does not exist yet needs a value, and is a String by default. */
export const environmentVariableChange = z
  .strictObject({ type: type.optional(), value: value.optional(), hosts })
  .refine(isBindable, ONLY_SECRET);

/** A webhook that refers to a variable. */
const variableUser = z.object({ id: z.string(), name: z.string() });
export type VariableUser = z.output<typeof variableUser>;

export const environmentVariableAnswer = z.object({
  key: z.string(),
  type: z.enum(VARIABLE_TYPES),
  /** The value; absent for a SecretString. */
  value: z.string().optional(),
  /** The hosts that a SecretString may be sent to; absent where it is bound to none. */
  hosts: z.array(z.string()).optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** The webhooks that refer to the variable, in order of their names. */
  webhooks: z.array(variableUser),
});
export type EnvironmentVariableAnswer = z.output<typeof environmentVariableAnswer>;

export const environmentVariableList = z.object({ items: z.array(environmentVariableAnswer) });
export type EnvironmentVariableList = z.output<typeof environmentVariableList>;
