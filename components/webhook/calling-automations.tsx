import type { Route } from "next";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { CallingFlow } from "@/domain/automation/calling-flow";

/** The automations that a sentence names before it counts the rest. */
const NAMED = 3;

/** Shows the automations that call a webhook, whether each waits for the response, and the way to each. */
export function CallingAutomations({ callers }: { callers: readonly CallingFlow[] }) {
  return (
    <section aria-label="Automations that call it" className="min-w-0 overflow-hidden rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">Automations that call it</h2>
      <ul className="divide-y">
        {callers.map(({ id, name, isEnabled, isAwaited }) => (
          <li key={id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <Link href={`/automations/${id}` as Route} className="min-w-0 break-words rounded-sm font-medium hover:underline">
              {name}
            </Link>
            {!isEnabled && <Badge>Disabled</Badge>}
            <span className="text-ink-muted text-xs sm:ml-auto">
              {isAwaited ? "Waits for the response" : "Does not wait for the response"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shows in one line which automations call a webhook; nothing where none does. `href` leads to all of them. */
export function CalledBy({ callers, href }: { callers: readonly CallingFlow[]; href: Route }) {
  if (callers.length === 0) return null;
  const rest = callers.length - NAMED;
  return (
    <p className="min-w-0 break-words text-ink-muted text-xs">
      Called by{" "}
      {callers.slice(0, NAMED).map(({ id, name, isAwaited }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Link href={`/automations/${id}` as Route} className="rounded-sm text-accent-ink underline underline-offset-2">
            {name}
          </Link>
          {isAwaited && " (waits for the response)"}
        </span>
      ))}
      {rest > 0 && (
        <>
          {" and "}
          <Link href={href} className="rounded-sm text-accent-ink underline underline-offset-2">
            {rest} more
          </Link>
        </>
      )}
    </p>
  );
}

/**
 * Shows what it means for automations that a webhook is called no more; nothing where no enabled one calls it. `children` says what
 * happens to the webhook.
 */
export function CallersWarning({ callers, children }: { callers: readonly CallingFlow[]; children: ReactNode }) {
  const names = callers.filter(({ isEnabled }) => isEnabled).map(({ name }) => `“${name}”`);
  if (names.length === 0) return null;
  const rest = names.length - NAMED;
  const named = rest > 0 ? [...names.slice(0, NAMED), rest === 1 ? "one more" : `${rest} more`] : names;
  return (
    <p className="mt-2 break-words font-medium text-ink">
      {names.length === 1 ? "An automation calls it: " : `${names.length} automations call it: `}
      {listOf(named)}. {children} their executions fail at this action, unless it may fail.
    </p>
  );
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
