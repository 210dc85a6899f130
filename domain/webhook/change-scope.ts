import type { TokenScope } from "@/domain/api-token/scopes";

/** What changing or deleting a webhook asks for: a protected one is for owners alone (contract.md, "Shapes": protected). */
export function changeScopeOf(webhook: { protected: boolean }): TokenScope {
  return webhook.protected ? "admin" : "write";
}
