import { DEFAULT_RATE_PER_SECOND } from "@/domain/api-token/api-token";
import { TOKEN_SCOPES, type TokenScope } from "@/domain/api-token/scopes";
import { trimPasted } from "@/domain/trim-pasted";

const DAY_MS = 24 * 60 * 60_000;

/** How long a new token may live; "never" has no end. */
export const EXPIRY_PRESETS = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "never", label: "No expiry" },
] as const;
export type ExpiryPreset = (typeof EXPIRY_PRESETS)[number]["value"];

/** What the form holds. */
export interface TokenFormValues {
  name: string;
  scopes: Record<TokenScope, boolean>;
  expiry: ExpiryPreset;
  /** As typed; empty for no limit. */
  rate: string;
}

export const EMPTY_TOKEN: TokenFormValues = {
  name: "",
  scopes: { read: true, write: false, publish: false, admin: false },
  expiry: "90",
  rate: String(DEFAULT_RATE_PER_SECOND),
};

/** The form's values as the verb takes them; what is no number it refuses itself. Days count from `now`. */
export function toTokenInput({ name, scopes, expiry, rate }: TokenFormValues, now: Date): Record<string, unknown> {
  return {
    name: trimPasted(name),
    scopes: TOKEN_SCOPES.filter((scope) => scopes[scope]),
    expiresAt: expiry === "never" ? null : new Date(now.getTime() + Number(expiry) * DAY_MS).toISOString(),
    ratePerSecond: rate.trim() === "" ? null : Number(rate),
  };
}
