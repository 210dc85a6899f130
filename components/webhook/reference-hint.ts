import { findReferences, isReference } from "@/domain/environment/references";

/** What a secret that is typed as `{{ env.key }}` comes to; undefined for any other. */
export function referenceHint(secret: string): string | undefined {
  return isReference(secret) ? `Taken from the environment variable ${findReferences(secret)[0]} at each delivery.` : undefined;
}
