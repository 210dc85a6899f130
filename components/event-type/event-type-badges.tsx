import { Badge } from "@/components/ui/badge";

export function EventTypeBadges({ type }: { type: { builtIn: boolean; strict: boolean; entitySchema: string | null } }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {type.entitySchema === null ? (
        <Badge tone={type.builtIn ? "neutral" : "accent"}>{type.builtIn ? "Built in" : "Your own"}</Badge>
      ) : (
        <Badge>Of an entity</Badge>
      )}
      {type.strict && <Badge tone="warning">Strict</Badge>}
    </span>
  );
}
