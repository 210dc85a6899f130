import type { Actor } from "@/server/context";

/** Returns the id of the user or token that acts, or null for the installation itself. */
export function actorId(actor: Actor): string | null {
  switch (actor.type) {
    case "user":
      return actor.userId;
    case "api_token":
      return actor.tokenId;
    case "system":
      return null;
  }
}
