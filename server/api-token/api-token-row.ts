import type { TokenScope } from "@/domain/api-token/scopes";
import { newId } from "@/domain/ids";
import { hashTokenSecret, visiblePrefix } from "@/server/api-token/token-secret";

/** The row of a new API token: what is kept of the secret is its hash and its first characters. */
export function apiTokenRow(input: {
  organizationId: string;
  name: string;
  scopes: readonly TokenScope[];
  ratePerSecond: number | null;
  expiresAt: Date | null;
  createdBy: string | null;
  secret: string;
  createdAt: Date;
}) {
  const { secret, scopes, ...columns } = input;
  return { id: newId("apiToken"), ...columns, prefix: visiblePrefix(secret), tokenHash: hashTokenSecret(secret), scopes: [...scopes] };
}
