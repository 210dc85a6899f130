import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";

/** The time for which a password that was given once counts as given just now. */
const PROOF_MS = 15 * 60_000;

/**
 * Checks that the acting user has proved who they are a short time ago, so that an unlocked browser or a copied cookie is not enough for
 * what gives lasting access. API tokens and the installation pass. Throws PosternError `reauthentication_required`.
 */
export function assertRecentlyProven({ actor, clock }: Pick<Context, "actor" | "clock">): void {
  if (actor.type !== "user") return;
  const provenMs = actor.session?.provenAt.getTime() ?? 0;
  if (clock.now().getTime() - provenMs <= PROOF_MS) return;
  throw new PosternError("reauthentication_required", "Confirm that it is you, then try again.");
}
