import type { ReactNode } from "react";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { findReferences, isReference } from "@/domain/environment/references";

/** What is said beside a secret: what one that is typed as `{{ env.key }}` comes to, or that one has ends that nobody sees. */
export function secretHint(secret: string): ReactNode {
  if (isReference(secret)) return `Taken from the environment variable ${findReferences(secret)[0]} at each delivery.`;
  return unseenEndsHint(secret);
}
