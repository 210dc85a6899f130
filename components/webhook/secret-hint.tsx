import type { ReactNode } from "react";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { findReferences, isReference } from "@/domain/environment/references";

/** Returns the hint beside a secret: where a secret typed as `{{ env.key }}` is taken from, or that a secret has ends that nobody sees. */
export function secretHint(secret: string): ReactNode {
  if (isReference(secret)) return `Taken from the environment variable ${findReferences(secret)[0]} at each delivery.`;
  return unseenEndsHint(secret);
}
