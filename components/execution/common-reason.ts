import type { NamedExecution } from "@/domain/automation/named-execution";

/** Returns the one reason why an execution did nothing at all; null where it did something, or where its actions have several. */
export function commonReason({ status, actions }: Pick<NamedExecution, "status" | "actions">): string | null {
  if (status !== "hot" && status !== "skipped") return null;
  const [reason, ...others] = new Set(actions.map((action) => action.reason?.message));
  return others.length === 0 ? (reason ?? null) : null;
}
