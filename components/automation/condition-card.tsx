"use client";

import { Plus } from "lucide-react";
import type { AttributeChoice } from "@/components/automation/automation-choices";
import { NEW_STATEMENT } from "@/components/automation/new-statement";
import { otherConditionSettings } from "@/components/automation/other-settings";
import { PartCard } from "@/components/automation/part-card";
import { otherErrors } from "@/components/automation/part-errors";
import { StatementRow, type StatementSubject } from "@/components/automation/statement-row";
import { Button } from "@/components/ui/button";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import { type ActionCondition, actionCondition, type ConditionStatement } from "@/domain/automation/action-condition";

/** Asks for a condition on actions: statements that must all hold. `usedBy` says in words which actions have it. */
export function ConditionCard({
  name,
  condition,
  usedBy,
  attributes,
  subjects,
  errors,
  onChange,
  onRemove,
}: {
  name: string;
  condition: ActionCondition;
  usedBy: string;
  attributes: readonly AttributeChoice[];
  /** The things besides the record that started the automation that a statement may be about. */
  subjects: readonly StatementSubject[];
  errors: unknown;
  onChange: (condition: ActionCondition) => void;
  onRemove: () => void;
}) {
  const { statements } = condition;
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const write = (next: ConditionStatement[]) => onChange({ ...condition, statements: next });
  const shown = statements.flatMap((_, index) => ["source.attribute", "operation", "values"].map((path) => `statements.${index}.${path}`));
  return (
    <PartCard
      name={name}
      head={
        <p className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 font-medium text-sm">{name}</span>
          <span className="truncate text-ink-muted text-xs">{usedBy}</span>
        </p>
      }
      part={condition}
      schema={actionCondition}
      others={otherConditionSettings(condition)}
      faults={otherErrors(errors, shown)}
      onChange={onChange}
      onRemove={onRemove}
    >
      {statements.length > 0 && (
        <ul ref={listRef} className="grid gap-2">
          {statements.map((statement, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a statement needs no id, and its controls hold no state of their own
            <li key={index} className="grid gap-2">
              {index > 0 && <span className="text-ink-subtle text-xs">and</span>}
              <StatementRow
                label={`${name}, statement ${index + 1}`}
                statement={statement}
                attributes={attributes}
                subjects={subjects}
                errors={errors}
                index={index}
                onChange={(next) => write(statements.with(index, next))}
                onRemove={() => {
                  write(statements.filter((_, place) => place !== index));
                  focusAfterRemoval(index);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <Button ref={addRef} size="sm" className="justify-self-start" onClick={() => write([...statements, NEW_STATEMENT])}>
        <Plus aria-hidden />
        {statements.length === 0 ? "Add a statement" : "And …"}
      </Button>
      <p className="text-ink-muted text-xs">
        Judged when the turn of its actions comes, for the record as it is then. Where it does not hold, they are skipped, and the execution
        says so.
      </p>
    </PartCard>
  );
}
