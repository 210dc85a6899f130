import { z } from "zod";
import { DEFAULT_RATE_PER_SECOND, newApiToken } from "@/domain/api-token/api-token";
import { TOKEN_SCOPES, type TokenScope } from "@/domain/api-token/scopes";
import { DAY_MS } from "@/domain/duration";
import { trimPasted } from "@/domain/trim-pasted";

/** The lifetimes that a new token can be given; "never" sets no end. */
export const EXPIRY_PRESETS = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "never", label: "No expiry" },
] as const;
type ExpiryPreset = (typeof EXPIRY_PRESETS)[number]["value"];

/** The form's values, each under the name that the API gives it. */
export interface TokenFormValues {
  name: string;
  scopes: Record<TokenScope, boolean>;
  expiresAt: ExpiryPreset;
  /** The text as typed; empty for no limit. */
  ratePerSecond: string;
}

export const EMPTY_TOKEN: TokenFormValues = {
  name: "",
  scopes: { read: true, write: false, publish: false, admin: false },
  expiresAt: "90",
  ratePerSecond: String(DEFAULT_RATE_PER_SECOND),
};

/** Returns the input that the verb takes. Days count from `now`. A rate that is no number becomes NaN, which the verb's schema refuses. */
export function toTokenInput({ name, scopes, expiresAt, ratePerSecond }: TokenFormValues, now: Date): Record<string, unknown> {
  return {
    name: trimPasted(name),
    scopes: TOKEN_SCOPES.filter((scope) => scopes[scope]),
    expiresAt: expiresAt === "never" ? null : new Date(now.getTime() + Number(expiresAt) * DAY_MS).toISOString(),
    ratePerSecond: ratePerSecond.trim() === "" ? null : Number(ratePerSecond),
  };
}

/** The schema that reads the form's values as a new token. Days count from the moment of the check. */
export const tokenForm = z
  .custom<TokenFormValues>()
  .transform((values) => toTokenInput(values, new Date()))
  .pipe(newApiToken);
