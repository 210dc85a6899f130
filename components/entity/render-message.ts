import { callerIdOf, type FeedActivity, type NamedFeed } from "@/domain/activity/named-feed";
import { isJsonObject } from "@/domain/json/json-object";

/** Returns in words who acted. */
export function nameCaller(caller: FeedActivity["caller"], callers: NamedFeed["callers"]): string {
  const id = callerIdOf(caller);
  if (id !== null && callers[id] !== undefined) return callers[id];
  switch (caller["type"]) {
    case "user":
      return "A former user";
    case "api_token":
      return "A former API token";
    case "automation":
      return "An automation";
    default:
      return "Postern";
  }
}

/**
 * Returns an activity's message with names in place of what stands in braces: `{{caller}}`, `{{entity payload.entity.id}}`, and a path such
 * as `{{payload.reason}}`. What is not known stays as it was written.
 */
export function renderMessage(activity: FeedActivity, { callers, entities }: Pick<NamedFeed, "callers" | "entities">): string {
  return activity.message.replaceAll(/\{\{\s*(?:(\w+)\s+)?([\w.$]+)\s*\}\}/g, (written, kind: string | undefined, path: string) => {
    if (path === "caller") return nameCaller(activity.caller, callers);
    const value = path.split(".").reduce<unknown>((part, key) => (isJsonObject(part) ? part[key] : undefined), activity);
    if (typeof value !== "string" && typeof value !== "number") return written;
    return kind === "entity" ? (entities[String(value)]?.title ?? "the record") : String(value);
  });
}
