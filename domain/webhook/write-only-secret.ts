import { z } from "zod";
import { isReference } from "@/domain/environment/references";
import { REDACTED } from "@/domain/redacted";
import { storableText } from "@/domain/storable-text";

const MAX_SECRET_LENGTH = 4_096;

/** A secret that no answer shows: a string sets it, null clears it, absent keeps what is stored (contract.md, "Shapes"). */
export const writeOnlySecret = storableText({ max: MAX_SECRET_LENGTH });

/** The `…IsEnvVar` flags, true when the secret is given as a reference to an environment variable. */
export const isReferenceFlag = z.boolean().nullish();

/**
 * The change of a stored secret. `secret` is the text to store, null to store none, or undefined to keep the stored one.
 * `isReference` says that it refers to an environment variable and so is no secret itself; undefined when that was not given.
 */
export interface SecretChange {
  secret: string | null | undefined;
  isReference: boolean | undefined;
}

/**
 * Returns in words the fault of a secret, or null: one that its flag calls a reference and is none, or the text that stands for
 * values that are not shown. `flag` is the flag's name.
 */
export function secretFault(input: {
  secret: string | null | undefined;
  isEnvVar: boolean | null | undefined;
  flag: string;
}): string | null {
  const { secret, isEnvVar, flag } = input;
  if (secret === REDACTED) return `${REDACTED} stands for a value that is not shown: leave the secret out to keep what is stored.`;
  if (!isEnvVar || typeof secret !== "string" || isReference(secret)) return null;
  return `${flag} says that this is a reference: give one such as {{ env.my_secret }} and nothing else.`;
}

export function toSecretChange(secret: string | null | undefined, isEnvVar: boolean | null | undefined): SecretChange {
  const isGivenReference = typeof secret === "string" && isEnvVar === true;
  return { secret: isGivenReference ? secret.trim() : secret, isReference: isEnvVar ?? (typeof secret === "string" ? false : undefined) };
}
