import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { hasUnseenEnds } from "@/domain/trim-pasted";

/**
 * Returns the hint beside a secret that begins or ends with a character that nobody sees; undefined for any other secret. The secret can
 * still be saved.
 */
export function unseenEndsHint(secret: string): ReactNode {
  if (!hasUnseenEnds(secret)) return undefined;
  return (
    <span className="flex items-start gap-1.5 text-warning-ink">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      Begins or ends with white space or a character that cannot be seen. It is kept as typed.
    </span>
  );
}
