import type { InputFault } from "@/domain/errors";

/** An input's faults in one line: the first with its path, unless it is about the whole, and how many others there are. */
export function describeFaults([first, ...others]: readonly InputFault[]): string {
  if (!first) return "The input is not valid.";
  const where = first.path === "" ? "" : `${first.path}: `;
  return `${where}${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
}
