import type { TokenScope } from "@/domain/api-token/scopes";

export const ROLES = ["owner", "admin", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** The scopes of a role, in the words of the API's scopes, so that people and programs pass the same check. */
export const SCOPES_OF_ROLE = {
  owner: ["read", "write", "publish", "admin"],
  admin: ["read", "write", "publish"],
  viewer: ["read"],
} as const satisfies Record<Role, readonly TokenScope[]>;

export const ROLE_WORDS: Readonly<Record<Role, { label: string; hint: string }>> = {
  owner: { label: "Owner", hint: "May do everything: members, roles, API tokens, the audit log." },
  admin: { label: "Admin", hint: "May change webhooks and all that belongs to them, and replay events." },
  viewer: { label: "Viewer", hint: "May look at webhooks and events, and change nothing." },
};

/** Returns in words why this role may not act in this scope, and whom to ask; null where it may. */
export function refusalOf(role: Role, scope: TokenScope): string | null {
  const scopes: readonly TokenScope[] = SCOPES_OF_ROLE[role];
  if (scopes.includes(scope)) return null;
  const label = ROLE_WORDS[role].label.toLowerCase();
  if (scope === "admin") return `Your role is ${label}. Only owners may do this: ask one of them.`;
  return `Your role is ${label}: you can look at everything here, but change nothing. Ask an owner to make you an admin.`;
}
