import { z } from "zod";
import { TOKEN_SCOPES } from "@/domain/api-token/scopes";
import { idForm } from "@/domain/id-forms";
import { moment } from "@/domain/moment";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** The requests a second that a new token may send, unless it is created with another rate (contract.md, "Tokens"). */
export const DEFAULT_RATE_PER_SECOND = 1_000;
const MAX_RATE_PER_SECOND = 100_000;
const MAX_NAME_LENGTH = 100;
/** The most tokens of a page. */
const MAX_TOKEN_PAGE_SIZE = 100;

/** A new API token. Without `expiresAt` it does not expire. With `ratePerSecond` null it has no limit. */
export const newApiToken = z.strictObject({
  name: storableText({ max: MAX_NAME_LENGTH, error: `Give the token a name of at most ${MAX_NAME_LENGTH} characters.` })
    .transform((name) => name.trim())
    .refine((name) => name !== "", "Give the token a name."),
  scopes: z
    .array(z.enum(TOKEN_SCOPES, `A scope is one of ${TOKEN_SCOPES.join(", ")}.`), "Choose at least one scope.")
    .min(1, "Choose at least one scope.")
    .transform((scopes) => TOKEN_SCOPES.filter((scope) => scopes.includes(scope))),
  expiresAt: moment.nullish(),
  ratePerSecond: z
    .int("Give a whole number of requests a second.")
    .min(1, "Give at least 1 request a second.")
    .max(MAX_RATE_PER_SECOND, `Give at most ${MAX_RATE_PER_SECOND.toLocaleString("en-US")}, or null for no limit.`)
    .nullable()
    .default(DEFAULT_RATE_PER_SECOND),
});

const tokenId = storableText({ min: 1, max: 255 });

/** The reference to one token, `{tokenId}` in the API's paths. */
export const apiTokenReference = z.strictObject({ tokenId });
export type ApiTokenReference = z.output<typeof apiTokenReference>;

/** The choice of a page of tokens; `cursor` is the `next_cursor` of the page before. */
export const apiTokenListOptions = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_TOKEN_PAGE_SIZE).default(MAX_TOKEN_PAGE_SIZE),
  cursor: pageCursor(idForm("apiToken")).optional(),
});
export type ApiTokenListOptions = z.input<typeof apiTokenListOptions>;

const API_TOKEN_STATUSES = ["active", "expired", "revoked"] as const;

/** A token as the API shows it. The token's own text is only in the answer to its creation. */
export const apiTokenAnswer = z.object({
  id: z.string(),
  name: z.string(),
  /** The token's first characters, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  /** Null means no limit. */
  ratePerSecond: z.int().nullable(),
  status: z.enum(API_TOKEN_STATUSES),
  createdAt: z.iso.datetime(),
  /**
   * The user or the token that created it; its name is null where the creator no longer exists. Null for the installation's first
   * token.
   */
  createdBy: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** The time of the last use, to the minute; null before the first use. */
  lastUsedAt: z.iso.datetime().nullable(),
  /** Null means never. */
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiTokenAnswer = z.output<typeof apiTokenAnswer>;

export const createdApiTokenAnswer = apiTokenAnswer.extend({ token: z.string() });
export type CreatedApiTokenAnswer = z.output<typeof createdApiTokenAnswer>;

export const apiTokenListAnswer = z.object({
  data: z.array(apiTokenAnswer),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});
export type ApiTokenList = z.output<typeof apiTokenListAnswer>;
