/** The groups of operations. The first pattern that matches a path decides. */
const GROUPS: readonly [pattern: RegExp, group: string][] = [
  [/^\/v1\/environments/, "Environment variables"],
  [/^\/v1\/tokens/, "API tokens"],
  [/^\/v1\/audit-log/, "Audit log"],
  [/^\/v1\/retention/, "Retention"],
  [/^\/v1\/entity\/schemas/, "Entity schemas"],
  [/^\/v\d\/entity/, "Entities"],
  [/^\/v1\/automation/, "Automations"],
  [/^\/v1\/inbox/, "Inboxes"],
  [/^\/v1\/events/, "Event catalogue"],
  [/configured-events/, "Event catalogue"],
  [/replay-jobs/, "Replay jobs"],
  [/\.well-known|rotate-secret/, "Signing"],
  [/\/events/, "Events"],
];

/** Returns the heading under which the reference shows the operations of a path. */
export function groupOf(path: string): string {
  return GROUPS.find(([pattern]) => pattern.test(path))?.[1] ?? "Webhooks";
}
