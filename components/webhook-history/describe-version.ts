import { fieldLabel } from "@/components/webhook-history/field-label";
import type { WebhookVersion } from "@/domain/webhook/webhook-version";

const NAMED_FIELDS = 3;

/** Returns what a version's actor did, in words: "changed URL and Method". */
export function describeVersion(version: Pick<WebhookVersion, "change" | "changes" | "restored_from">): string {
  switch (version.change) {
    case "created":
      return "created the webhook";
    case "deleted":
      return "deleted the webhook";
    case "disabled":
      return "disabled the webhook";
    case "secret_rotated":
      return "rotated the signing secret";
    case "restored":
      return `restored version ${version.restored_from ?? ""}`.trim();
    case "updated":
      return describeUpdate(version.changes);
  }
}

function describeUpdate(changes: WebhookVersion["changes"]): string {
  const [first] = changes;
  if (!first) return "saved the webhook without a change";
  if (changes.length === 1 && first.field === "enabled") return first.after === true ? "enabled the webhook" : "disabled the webhook";
  const names = changes.slice(0, NAMED_FIELDS).map(({ field }) => fieldLabel(field));
  const rest = changes.length - names.length;
  const all = rest > 0 ? [...names, `${rest} more`] : names;
  return `changed ${all.length === 1 ? all[0] : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`}`;
}

/** Returns in words who made a version. */
export function nameActor({ type, name, id }: WebhookVersion["actor"]): string {
  switch (type) {
    case "system":
      return "Postern";
    case "user":
      return name ?? "A former user";
    case "api_token":
      return `API token ${name ?? id ?? ""}`.trim();
  }
}
