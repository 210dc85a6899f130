import type { TokenScope } from "@/domain/api-token/scopes";

/** The label and the hint of each scope, in plain words. */
export const SCOPE_WORDS: Readonly<Record<TokenScope, { label: string; hint: string }>> = {
  read: { label: "Read", hint: "See webhooks, events and their deliveries." },
  write: { label: "Write", hint: "Create, change and delete webhooks and environment variables." },
  publish: { label: "Publish", hint: "Publish events, trigger webhooks and replay deliveries." },
  admin: { label: "Admin", hint: "Everything an owner may do, API tokens included." },
};
