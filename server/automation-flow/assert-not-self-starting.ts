import type { FlowInput } from "@/domain/automation/flow";
import { describeFaults } from "@/domain/describe-faults";
import { type InputFault, PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

/** Throws PosternError `invalid_input` when an event that a flow publishes would start it again, by whichever name each of them has it. */
export async function assertNotSelfStarting(input: {
  tx: Transaction;
  organizationId: string;
  flow: Pick<FlowInput, "triggers" | "actions">;
}): Promise<void> {
  const { tx, organizationId, flow } = input;
  const heard = flow.triggers.flatMap((one) => (one.type === "event_catalog" ? [one.configuration.event_name] : []));
  const published = flow.actions.flatMap((one, index) => (one.type === "trigger-event" ? [{ name: one.config.event_name, index }] : []));
  if (heard.length === 0 || published.length === 0) return;
  const canonicalOf = await readCanonicalNames({ tx, organizationId, names: [...heard, ...published.map(({ name }) => name)] });
  const starting = new Set(heard.map(canonicalOf));
  const faults = published.flatMap(({ name, index }): InputFault[] => {
    if (!starting.has(canonicalOf(name))) return [];
    const message = "This event would start the flow that it comes from, which would never end.";
    return [{ path: `actions.${index}.config.event_name`, message }];
  });
  if (faults.length > 0) throw new PosternError("invalid_input", describeFaults(faults), { faults });
}

/** Returns a function from a name or alias to the canonical name. A name that no event type has stands for itself. */
async function readCanonicalNames(input: { tx: Transaction; organizationId: string; names: string[] }): Promise<(name: string) => string> {
  const { tx, organizationId, names } = input;
  const types = await tx.eventType.findMany({
    where: { organizationId, OR: [{ name: { in: names } }, { aliases: { hasSome: names } }] },
    select: { name: true, aliases: true },
  });
  const canonical = new Set(types.map(({ name }) => name));
  // A canonical name takes precedence over an alias of another type.
  return (name) => (canonical.has(name) ? name : (types.find(({ aliases }) => aliases.includes(name))?.name ?? name));
}
