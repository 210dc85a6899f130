import { ChangedValue } from "@/components/ui/changed-value";
import { fieldLabel, shownFieldValue } from "@/components/webhook-history/field-label";
import type { FieldChange } from "@/domain/webhook/webhook-version";

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
  const textOf = (value: unknown) => (value === undefined ? null : shownFieldValue(change.field, value));
  return <ChangedValue before={textOf(change.before)} after={textOf(change.after)} />;
}
