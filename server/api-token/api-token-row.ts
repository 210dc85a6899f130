import type { TokenScope } from "@/domain/api-token/scopes";
import { newId } from "@/domain/ids";
import { hashTokenSecret, visiblePrefix } from "@/server/api-token/token-secret";

/** Returns the row of a new API token. It keeps only the secret's hash and first characters. */
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
