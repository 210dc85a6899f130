/** The scopes of an API token; `admin` allows what an owner may do (contract.md, "Tokens"). */
export const TOKEN_SCOPES = ["read", "write", "publish", "admin"] as const;

export type TokenScope = (typeof TOKEN_SCOPES)[number];

export function isTokenScope(scope: string): scope is TokenScope {
  return (TOKEN_SCOPES as readonly string[]).includes(scope);
}
