import type { TokenScope } from "@/domain/api-token/scopes";

/**
 * Returns the scope that changing or deleting a webhook needs. Only owners may change a protected one (contract.md, "Shapes":
 * protected).
 */
export function changeScopeOf(webhook: { protected: boolean }): TokenScope {
  return webhook.protected ? "admin" : "write";
}
