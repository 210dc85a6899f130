import type { Actor } from "@/server/context";

/**
 * Returns who makes a demo: the organization's owner, who stands in the history then, or else the installation. Whoever has the
 * installation's key need not prove that they are the owner.
 */
export function demoActor({ ownerId, now }: { ownerId: string | undefined; now: Date }): Actor {
  if (ownerId === undefined) return { type: "system" };
  return { type: "user", userId: ownerId, role: "owner", session: { id: "demo-data", provenAt: now } };
}
