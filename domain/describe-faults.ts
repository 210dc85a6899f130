import type { InputFault } from "@/domain/errors";

/**
 * Returns an input's faults as one line: the first fault with its path, and the number of the others. A fault of the whole input
 * has no path.
 */
export function describeFaults([first, ...others]: readonly InputFault[]): string {
  if (!first) return "The input is not valid.";
  const where = first.path === "" ? "" : `${first.path}: `;
  return `${where}${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
}
