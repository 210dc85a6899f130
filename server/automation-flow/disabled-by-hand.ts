import type { DisableDetails } from "@/domain/automation/flow";

/** Returns why a flow is disabled that somebody switched off. */
export function disabledByHand({ by, now }: { by: string; now: Date }): DisableDetails {
  return { disabled_at: now.toISOString(), disabled_by: "user", blame: by };
}
