import { Badge } from "@/components/ui/badge";

export function EventTypeBadges({ type }: { type: { builtIn: boolean; strict: boolean } }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={type.builtIn ? "neutral" : "accent"}>{type.builtIn ? "Built in" : "Your own"}</Badge>
      {type.strict && <Badge tone="warning">Strict</Badge>}
    </span>
  );
}
