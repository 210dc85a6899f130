"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { RowField } from "@/components/webhook/row-field";
import { useRowFocus } from "@/components/webhook/use-row-focus";

/** One row: its two inputs, and what is wrong with each. */
export interface KeyValueRow {
  id: string;
  key: UseFormRegisterReturn;
  value: UseFormRegisterReturn;
  /** The value as it is typed now. */
  typed: string;
  faults: { key: string | undefined; value: string | undefined };
}

const TEXT = { autoComplete: "off", spellCheck: false, className: "font-mono text-xs" } as const;

/**
 * Takes pairs of texts, such as headers, which can be added, typed and removed. `noun` is the word for one pair, `keyLabel` for its first
 * text.
 */
export function KeyValueRows({
  legend,
  noun,
  keyLabel,
  keyPlaceholder,
  hint,
  warning,
  rows,
  fault,
  renderFirst,
  onAdd,
  onRemove,
}: {
  legend: string;
  noun: string;
  keyLabel: string;
  keyPlaceholder: string;
  hint: string;
  /** Something to know before it is saved. */
  warning?: string | undefined;
  rows: readonly KeyValueRow[];
  /** A fault of all rows together. */
  fault: string | undefined;
  /** Shows content before a row's texts, such as its type. */
  renderFirst?: (index: number, label: string) => ReactNode;
  onAdd: () => void;
  onRemove: (index: number) => void;
}) {
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {rows.length > 0 && (
        <ul ref={listRef} className="grid gap-2 max-sm:gap-4">
          {rows.map(({ id, key, value, typed, faults }, index) => {
            const label = `${noun[0]?.toUpperCase()}${noun.slice(1)} ${index + 1}`;
            return (
              <li
                key={id}
                className={cn(
                  "grid items-start gap-2",
                  renderFirst
                    ? "grid-cols-[6rem_minmax(0,1fr)_auto] sm:grid-cols-[6rem_minmax(0,2fr)_minmax(0,3fr)_auto]"
                    : "grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[11rem_minmax(0,1fr)_auto]",
                )}
              >
                {renderFirst?.(index, label)}
                <RowField label={`${label}: ${keyLabel}`} error={faults.key}>
                  {(props) => <Input placeholder={keyPlaceholder} {...TEXT} {...props} {...key} />}
                </RowField>
                <RowField
                  label={`${label}: value`}
                  error={faults.value}
                  hint={unseenEndsHint(typed)}
                  className={cn("max-sm:col-start-1 max-sm:row-start-2", renderFirst && "max-sm:col-span-2")}
                >
                  {(props) => <Input placeholder="Value or {{ env.key }}" {...TEXT} {...props} {...value} />}
                </RowField>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove ${noun} ${index + 1}`}
                  onClick={() => {
                    onRemove(index);
                    focusAfterRemoval(index);
                  }}
                >
                  <X aria-hidden />
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <Button ref={addRef} size="sm" className="justify-self-start" onClick={onAdd}>
        <Plus aria-hidden />
        Add {noun}
      </Button>
      {fault && <p className="text-danger-ink text-xs">{fault}</p>}
      {warning && <p className="text-warning-ink text-xs">{warning}</p>}
      <p className="text-ink-muted text-xs">{hint}</p>
    </fieldset>
  );
}
