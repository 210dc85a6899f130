"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { EntityOperationTrigger } from "@/domain/automation/flow-trigger";

type Operation = NonNullable<EntityOperationTrigger["configuration"]["operations"]>[number];

const WORDS: readonly { value: Operation; label: string }[] = [
  { value: "createEntity", label: "Created" },
  { value: "updateEntity", label: "Updated" },
  { value: "softDeleteEntity", label: "Deleted" },
  { value: "restoreEntity", label: "Restored" },
  { value: "relationsAdded", label: "Gets relations" },
  { value: "relationsRemoved", label: "Loses relations" },
  { value: "deleteEntity", label: "Deleted for good" },
];

/** Asks for the changes of a record that count. With none ticked, each of them does. */
export function OperationTicks({
  operations,
  error,
  onChange,
}: {
  operations: readonly Operation[] | undefined;
  error: string | undefined;
  onChange: (operations: Operation[] | undefined) => void;
}) {
  const id = useId();
  const chosen = operations ?? [];
  const toggle = (value: Operation, isTicked: boolean) => {
    const next = isTicked ? [...chosen, value] : chosen.filter((one) => one !== value);
    onChange(next.length > 0 ? next : undefined);
  };
  const isOffered = (value: Operation) => WORDS.some((word) => word.value === value);
  const shown = [...WORDS, ...chosen.filter((value) => !isOffered(value)).map((value) => ({ value, label: value }))];
  return (
    <fieldset className="grid gap-2" aria-describedby={`${id}-hint`}>
      <legend className="mb-1.5 font-medium text-sm">What happens</legend>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-2.5 sm:grid-cols-3">
        {shown.map(({ value, label }) => (
          <li key={value} className="flex min-w-0 items-center gap-2.5">
            <Checkbox
              id={`${id}-${value}`}
              checked={chosen.includes(value)}
              onCheckedChange={(isTicked) => toggle(value, isTicked === true)}
            />
            <label htmlFor={`${id}-${value}`} className="truncate">
              {label}
            </label>
          </li>
        ))}
      </ul>
      <p id={`${id}-hint`} className={error ? "text-danger-ink text-xs" : "text-ink-muted text-xs"}>
        {error ?? (chosen.length === 0 ? "None is ticked, so each change counts." : "Any of these.")}
      </p>
    </fieldset>
  );
}
