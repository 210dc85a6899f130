"use client";

import { X } from "lucide-react";
import { type AttributeChoice, toScalars } from "@/components/automation/automation-choices";
import { type MappingRow, readMappingRow, writeMappingRow } from "@/components/automation/mapping-rows";
import { errorAt } from "@/components/automation/part-errors";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { RowField } from "@/components/webhook/row-field";
import type { MappingAttribute } from "@/domain/automation/mapping-attribute";

const HOW = [
  { value: "copy", label: "is copied from" },
  { value: "set", label: "is set to" },
  { value: "append", label: "gets, behind what it has," },
] as const;

/** Asks for one attribute of a mapping. One that says more than a line can is shown as JSON, and kept as it is. */
export function MappingRowFields({
  label,
  mapping,
  targets,
  sources,
  errors,
  path,
  onChange,
  onRemove,
}: {
  label: string;
  mapping: MappingAttribute;
  targets: readonly AttributeChoice[];
  sources: readonly AttributeChoice[];
  /** The faults of the action, in which this mapping is at `path`. */
  errors: unknown;
  path: string;
  onChange: (mapping: MappingAttribute) => void;
  onRemove: () => void;
}) {
  const row = readMappingRow(mapping);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border p-3">
      {row === null ? (
        <div className="grid min-w-0 gap-1.5">
          <code className="break-all font-mono text-xs">{JSON.stringify(mapping)}</code>
          {errorAt(errors, path) && <p className="text-danger-ink text-xs">{errorAt(errors, path)}</p>}
          <p className="text-ink-muted text-xs">It says more than the form can, and is kept as it is.</p>
        </div>
      ) : (
        <Fields
          label={label}
          row={row}
          targets={targets}
          sources={sources}
          targetError={errorAt(errors, `${path}.target`)}
          valueError={errorAt(errors, `${path}.operation`) ?? errorAt(errors, `${path}.source`) ?? errorAt(errors, `${path}.value`)}
          onChange={(next) => onChange(writeMappingRow(mapping, next))}
        />
      )}
      <Button variant="ghost" size="icon" aria-label={`Remove ${label.toLowerCase()}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

function Fields({
  label,
  row,
  targets,
  sources,
  targetError,
  valueError,
  onChange,
}: {
  label: string;
  row: MappingRow;
  targets: readonly AttributeChoice[];
  sources: readonly AttributeChoice[];
  targetError: string | undefined;
  valueError: string | undefined;
  onChange: (row: MappingRow) => void;
}) {
  const target = targets.find(({ path }) => path === row.target);
  return (
    <div className="grid min-w-0 items-start gap-2 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <RowField label={`${label}: name`} error={targetError}>
        {(control) => (
          <FieldPicker
            fields={targets}
            value={row.target}
            prompt="Choose an attribute"
            onPick={(path) => onChange({ ...row, target: path })}
            onBlur={ignore}
            control={control}
          />
        )}
      </RowField>
      <Select
        aria-label={`${label}: how`}
        value={row.how}
        onValueChange={(how) => onChange(toHow(row, how))}
        options={HOW}
        className="sm:w-40"
      />
      <RowField label={`${label}: value`} error={valueError}>
        {(control) =>
          row.how === "set" ? (
            <SetValue row={row} target={target} onChange={onChange} control={control} />
          ) : (
            <FieldPicker
              fields={sources}
              value={row.source}
              prompt="Choose where from"
              onPick={(path) => onChange({ ...row, source: path })}
              onBlur={ignore}
              control={control}
            />
          )
        }
      </RowField>
    </div>
  );
}

function SetValue({
  row,
  target,
  onChange,
  control,
}: {
  row: Extract<MappingRow, { how: "set" }>;
  target: AttributeChoice | undefined;
  onChange: (row: MappingRow) => void;
  control: Parameters<Parameters<typeof RowField>[0]["children"]>[0];
}) {
  const text = String(row.value);
  const write = (next: string) => onChange({ ...row, value: toScalars([next], target, [row.value])[0] ?? next });
  const choices = target?.values ?? [];
  if (choices.length > 0 && (text === "" || choices.includes(text))) {
    const { "aria-required": _required, ...rest } = control;
    return <Select {...rest} value={text} onValueChange={write} options={choices.map((value) => ({ value, label: value }))} />;
  }
  return <Input autoComplete="off" placeholder="Value" {...control} value={text} onChange={({ target: input }) => write(input.value)} />;
}

function toHow(row: MappingRow, how: string): MappingRow {
  const { target } = row;
  if (how === "set") return { target, how: "set", value: "" };
  return { target, how: how === "append" ? "append" : "copy", source: row.how === "set" ? "" : row.source };
}

function ignore(): void {}
