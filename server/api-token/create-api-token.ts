import { z } from "zod";
import { TOKEN_SCOPES, type TokenScope } from "@/domain/api-token/scopes";
import { parseInput } from "@/domain/parse-input";
import { apiTokenRow } from "@/server/api-token/internal";
import { generateTokenSecret } from "@/server/api-token/token-secret";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

const createApiTokenInput = z.strictObject({
  name: z.string().trim().min(1, "Give the token a name.").max(100, "A name has at most 100 characters."),
  scopes: z
    .array(z.enum(TOKEN_SCOPES))
    .min(1, "Choose at least one scope.")
    .transform((scopes) => [...new Set(scopes)]),
});

export interface CreatedApiToken {
  id: string;
  name: string;
  prefix: string;
  scopes: TokenScope[];
  createdAt: Date;
  /** The token itself: given here, this once. */
  token: string;
}

/** Makes an API token of the organization. Only an owner (or a token of scope admin) may. Throws PosternError `invalid_input` or `forbidden`. */
export async function createApiToken({ ctx, input }: { ctx: Context; input: unknown }): Promise<CreatedApiToken> {
  authorise(ctx, "admin");
  const { name, scopes } = parseInput(createApiTokenInput, input);
  const secret = generateTokenSecret();
  const row = apiTokenRow({ organizationId: ctx.tenant.organizationId, name, scopes, secret, createdAt: ctx.clock.now() });
  await ctx.db.apiToken.create({ data: row });
  return { id: row.id, name, prefix: row.prefix, scopes, createdAt: row.createdAt, token: secret };
}
