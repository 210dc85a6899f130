import type { TokenScope } from "@/domain/api-token/scopes";
import { newId } from "@/domain/ids";
import { hashTokenSecret, visiblePrefix } from "@/server/api-token/token-secret";

/** The row of a new API token: what is kept of the secret is its hash and its first characters. */
export function apiTokenRow(input: {
  organizationId: string;
  name: string;
  scopes: readonly TokenScope[];
  secret: string;
  createdAt: Date;
}) {
  return {
    id: newId("apiToken"),
    organizationId: input.organizationId,
    name: input.name,
    prefix: visiblePrefix(input.secret),
    tokenHash: hashTokenSecret(input.secret),
    scopes: [...input.scopes],
    createdAt: input.createdAt,
  };
}
