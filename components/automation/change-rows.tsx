"use client";

import { X } from "lucide-react";
import { type AttributeChoice, toScalars } from "@/components/automation/automation-choices";
import { type ChangeRow, readChangeRows, writeChangeRows } from "@/components/automation/change-filter";
import { errorAt } from "@/components/automation/part-errors";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Select } from "@/components/ui/select";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { RowField } from "@/components/webhook/row-field";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { EntityOperationTrigger } from "@/domain/automation/flow-trigger";

type FilterConfig = EntityOperationTrigger["configuration"]["filter_config"];

const HOW = [
  { value: "changes", label: "changes" },
  { value: "is", label: "is" },
] as const;

/** Asks for the attributes that must change, or have certain values after the change. A pattern that lines cannot say stays as it is. */
export function ChangeRows({
  filter,
  isOfUpdates,
  attributes,
  errors,
  onChange,
}: {
  filter: FilterConfig;
  /** True when updates count, so that attributes can change. */
  isOfUpdates: boolean;
  attributes: readonly AttributeChoice[];
  errors: unknown;
  onChange: (filter: FilterConfig) => void;
}) {
  const rows = readChangeRows(filter);
  const { listRef, focusAfterRemoval } = useRowFocus();
  if (rows === null) return <Pattern filter={filter} error={errorAt(errors, "configuration.filter_config.operation")} />;
  const write = (next: readonly ChangeRow[]) => onChange(writeChangeRows(filter, next));
  const known = (attribute: string) => attributes.find(({ path }) => path === attribute);
  const isFree = (path: string) => !rows.some(({ attribute }) => attribute === path);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">And only where</legend>
      {rows.length > 0 && (
        <ul ref={listRef} className="grid gap-2">
          {rows.map((row, index) => (
            <li key={row.attribute} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border p-3">
              <Row
                row={row}
                attribute={known(row.attribute)}
                error={errorAt(errors, `configuration.filter_config.operation.payload.${row.attribute}`)}
                onChange={(next) => write(rows.with(index, next))}
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${row.attribute}`}
                onClick={() => {
                  write(rows.filter((_, place) => place !== index));
                  focusAfterRemoval(index);
                }}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RowField label="Add an attribute" error={undefined}>
        {(control) => (
          <FieldPicker
            fields={attributes.filter(({ path }) => isFree(path))}
            value=""
            prompt={rows.length === 0 ? "Any attribute, any value. Choose one to narrow it" : "And another attribute"}
            onPick={(path) => isFree(path) && write([...rows, { attribute: path, how: isOfUpdates ? "changes" : "is", from: [], to: [] }])}
            onBlur={ignore}
            control={control}
          />
        )}
      </RowField>
    </fieldset>
  );
}

function Row({
  row,
  attribute,
  error,
  onChange,
}: {
  row: ChangeRow;
  attribute: AttributeChoice | undefined;
  error: string | undefined;
  onChange: (row: ChangeRow) => void;
}) {
  const { how, from, to } = row;
  const suggestions = attribute?.values ?? [];
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 break-all font-mono text-xs">{row.attribute}</span>
        <Select
          aria-label={`${row.attribute}: changes or is`}
          value={how}
          onValueChange={(next) => onChange({ ...row, how: next === "is" ? "is" : "changes", from: [] })}
          options={HOW}
          className="h-7 w-auto shrink-0 text-xs max-md:h-9"
        />
      </div>
      <div className="grid items-start gap-2 sm:grid-cols-2">
        {how === "changes" && (
          <div className="grid min-w-0 gap-1">
            <Word>from</Word>
            <RowField label={`${row.attribute}: from`} error={undefined}>
              {(control) => (
                <ValuesInput
                  values={from.map(String)}
                  onChange={(texts) => onChange({ ...row, from: toScalars(texts, attribute, from) })}
                  onBlur={ignore}
                  suggestions={suggestions}
                  placeholder="any value"
                  control={control}
                />
              )}
            </RowField>
          </div>
        )}
        <div className={how === "is" ? "min-w-0 sm:col-span-2" : "grid min-w-0 gap-1"}>
          {how === "changes" && <Word>to</Word>}
          <RowField label={`${row.attribute}: to`} error={error}>
            {(control) => (
              <ValuesInput
                values={to.map(String)}
                onChange={(texts) => onChange({ ...row, to: toScalars(texts, attribute, to) })}
                onBlur={ignore}
                suggestions={suggestions}
                placeholder={how === "is" ? "one of these values, Enter after each" : "any value"}
                control={control}
              />
            )}
          </RowField>
        </div>
      </div>
    </div>
  );
}

/** Shows what the control beneath is for. That control is announced by its own name. */
function Word({ children }: { children: string }) {
  return (
    <span aria-hidden className="text-ink-muted text-xs">
      {children}
    </span>
  );
}

function Pattern({ filter, error }: { filter: FilterConfig; error: string | undefined }) {
  return (
    <div className="grid gap-1.5">
      <span className="font-medium text-sm">And only where the change matches this pattern</span>
      <CodeBlock text={JSON.stringify(filter?.operation)} label="Pattern" isJson className="max-h-60" />
      {error && <p className="text-danger-ink text-xs">{error}</p>}
      <p className="text-ink-muted text-xs">It says more than the form can. It is kept as it is, and can be changed in Advanced (JSON).</p>
    </div>
  );
}

function ignore(): void {}
