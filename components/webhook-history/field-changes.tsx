import { cn } from "@/components/ui/cn";
import { diffLines } from "@/components/webhook-history/diff-lines";
import { fieldLabel, shownFieldValue } from "@/components/webhook-history/field-label";
import type { FieldChange } from "@/domain/webhook/webhook-version";

const SIGN = { same: " ", added: "+", removed: "−" } as const;
const WORD = { same: "", added: "Added: ", removed: "Removed: " } as const;

/** Shows the differences between two states of a webhook, field by field. */
export function FieldChanges({ changes, label }: { changes: readonly FieldChange[]; label: string }) {
  return (
    <dl aria-label={label} className="min-w-0 divide-y overflow-hidden rounded-lg border">
      {changes.map((change) => (
        <div key={change.field} className="grid min-w-0 gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="break-words text-ink-muted text-xs leading-5">{fieldLabel(change.field)}</dt>
          <dd className="min-w-0 text-xs leading-5">
            {change.is_secret ? <span className="text-ink-muted italic">{secretWord(change)}</span> : <Values change={change} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Returns the word for the change of a credential. It tells that the credential changed, never its value. */
function secretWord({ before, after }: FieldChange): string {
  if (before === undefined) return "Set";
  return after === undefined ? "Cleared" : "Replaced";
}

function Values({ change }: { change: FieldChange }) {
  const [before, after] = [change.before, change.after].map((value) => (value === undefined ? null : shownFieldValue(change.field, value)));
  if (before != null && after != null && (before.includes("\n") || after.includes("\n"))) return <Lines before={before} after={after} />;
  return (
    <div className="grid min-w-0 gap-0.5">
      {before != null && <Value kind="removed" text={before} />}
      {after != null && <Value kind="added" text={after} />}
    </div>
  );
}

const LOOK = {
  same: "text-ink-muted",
  added: "bg-success-soft text-success-ink",
  removed: "bg-danger-soft text-danger-ink",
} as const;

function Value({ kind, text }: { kind: "added" | "removed"; text: string }) {
  return (
    <p className={cn("flex min-w-0 gap-2 rounded px-1.5 font-mono", LOOK[kind])}>
      <span aria-hidden className="select-none">
        {SIGN[kind]}
      </span>
      <span className="sr-only">{WORD[kind]}</span>
      <span className="min-w-0 whitespace-pre-wrap break-all">{text === "" ? "(empty)" : text}</span>
    </p>
  );
}

function Lines({ before, after }: { before: string; after: string }) {
  let place = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section aria-label="Compared line by line" tabIndex={0} className="scrollbar-slim max-h-80 overflow-auto rounded">
      {diffLines(before, after).map(({ kind, text }) => {
        place++;
        return (
          <p key={place} className={cn("flex min-w-0 gap-2 px-1.5 font-mono", LOOK[kind])}>
            <span aria-hidden className="select-none">
              {SIGN[kind]}
            </span>
            {kind !== "same" && <span className="sr-only">{WORD[kind]}</span>}
            <span className="min-w-0 whitespace-pre-wrap break-all">{text}</span>
          </p>
        );
      })}
    </section>
  );
}
