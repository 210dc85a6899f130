import { actorId } from "@/server/actor-id";
import type { Actor } from "@/server/context";

/** Returns who acts as one text, `user:…`, `api_token:…` or `system`, as flows show it. */
export function namedActor(actor: Actor): string {
  const id = actorId(actor);
  return id === null ? actor.type : `${actor.type}:${id}`;
}
