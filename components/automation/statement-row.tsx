"use client";

import { X } from "lucide-react";
import type { AttributeChoice } from "@/components/automation/automation-choices";
import { errorAt } from "@/components/automation/part-errors";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { valuesOf } from "@/components/webhook/filter/filter-form-values";
import { describeOperation } from "@/components/webhook/filter/filter-words";
import { operationAfter, operationsFor } from "@/components/webhook/filter/operations-for";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { RowField } from "@/components/webhook/row-field";
import { type ConditionStatement, comparedAs } from "@/domain/automation/action-condition";
import type { FieldType, FilterOperation } from "@/domain/filter/filter-condition";

/** A thing that a statement may be about besides the record that started the automation: the event, or a record that an action makes. */
export interface StatementSubject {
  value: string;
  label: string;
  source: Pick<ConditionStatement["source"], "id" | "origin" | "originType">;
  /** Null where nothing is known of it, so that its attributes are typed. */
  attributes: readonly AttributeChoice[] | null;
}

const RECORD = "record";
const CHANGES = [
  { value: "all", label: "now" },
  { value: "updated", label: "just changed, and" },
  { value: "added", label: "just added, and" },
  { value: "deleted", label: "just removed, and" },
] as const;
const EXISTENCE = [
  { value: "entity_exists", label: "exists" },
  { value: "entity_does_not_exist", label: "does not exist" },
] as const;

interface StatementRowProps {
  label: string;
  statement: ConditionStatement;
  attributes: readonly AttributeChoice[];
  subjects: readonly StatementSubject[];
  /** The faults of the whole condition, in which this statement is the one at `index`. */
  errors: unknown;
  index: number;
  onChange: (statement: ConditionStatement) => void;
}

/** Asks for one statement of a condition: an attribute, its comparison and the values. */
export function StatementRow({ onRemove, ...props }: StatementRowProps & { onRemove: () => void }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border p-3">
      <StatementFields {...props} />
      <Button variant="ghost" size="icon" aria-label={`Remove ${props.label.toLowerCase()}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

function StatementFields({ label, statement, attributes, subjects, errors, index, onChange }: StatementRowProps) {
  const { source, operation, values = [] } = statement;
  const subject = subjects.find((one) => isAbout(statement, one));
  const known = subject ? (subject.attributes ?? []) : attributes;
  const attribute = known.find(({ path }) => path === source.attribute);
  const type = comparedAs(source.attributeType ?? "string");
  const change = source.attributeOperation ?? "all";
  const pick = (path: string) => {
    const picked = known.find((one) => one.path === path);
    const { attributeType: _type, attributeRepeatable: _repeatable, ...kept } = source;
    const told = picked && { attributeType: picked.attributeType, ...(picked.isList && { attributeRepeatable: true }) };
    const next = picked && isFilterOperation(operation) ? operationAfter(picked, operation) : operation;
    onChange({ ...statement, source: { ...kept, attribute: path, ...told }, operation: toOperation(next, operation) });
  };
  const error = (path: string) => errorAt(errors, `statements.${index}.${path}`);
  return (
    <div className="grid min-w-0 gap-2">
      {subjects.length > 0 && (
        <Select
          aria-label={`${label}: about`}
          value={subject?.value ?? RECORD}
          onValueChange={(value) => {
            const chosen = subjects.find((one) => one.value === value);
            onChange({
              ...statement,
              source: chosen?.source ?? { origin: "trigger", originType: "entity" },
              operation: "equals",
              values: [],
            });
          }}
          options={[{ value: RECORD, label: "The record that started it" }, ...subjects]}
          className="w-auto justify-self-start"
        />
      )}
      {isFilterOperation(operation) ? (
        <>
          <div className="grid items-start gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,2fr)]">
            <RowField label={`${label}: attribute`} error={error("source.attribute")}>
              {(control) => (
                <FieldPicker
                  fields={known}
                  value={source.attribute ?? ""}
                  prompt="Choose an attribute"
                  onPick={pick}
                  onBlur={ignore}
                  control={control}
                />
              )}
            </RowField>
            <Select
              aria-label={`${label}: change`}
              value={change}
              onValueChange={(value) => {
                const { attributeOperation: _change, ...kept } = source;
                const chosen = CHANGES.find((one) => one.value === value)?.value ?? "all";
                onChange({ ...statement, source: chosen === "all" ? kept : { ...kept, attributeOperation: chosen } });
              }}
              options={CHANGES}
            />
            <RowField label={`${label}: comparison`} error={error("operation")}>
              {(control) => (
                <Select
                  {...control}
                  value={operation}
                  onValueChange={(value) => onChange({ ...statement, operation: toOperation(value, operation) })}
                  options={[...comparisonsFor(attribute, type, operation), ...(subject ? EXISTENCE : [])]}
                />
              )}
            </RowField>
          </div>
          {valuesOf(operation) !== "none" && (
            <RowField label={`${label}: values`} error={error("values")}>
              {(control) => (
                <ValuesInput
                  values={values}
                  onChange={(next) => onChange({ ...statement, values: next })}
                  onBlur={ignore}
                  isSingle={valuesOf(operation) === "one"}
                  suggestions={type === "boolean" ? ["true", "false"] : (attribute?.values ?? [])}
                  placeholder={valuesOf(operation) === "one" ? "Value" : "Values: any of them, Enter after each"}
                  control={control}
                />
              )}
            </RowField>
          )}
        </>
      ) : (
        <Select
          aria-label={`${label}: comparison`}
          value={operation}
          onValueChange={(value) => onChange({ ...statement, operation: toOperation(value, operation) })}
          options={[...EXISTENCE, { value: "equals", label: "has an attribute that …" }]}
          className="w-auto justify-self-start"
        />
      )}
    </div>
  );
}

type Operation = ConditionStatement["operation"];

/** Returns the comparisons that a statement can have: those of filters without the ones that count items. */
function comparisonsFor(attribute: AttributeChoice | undefined, type: FieldType, chosen: FilterOperation) {
  return operationsFor(attribute, type, chosen)
    .filter((value) => !value.startsWith("length_"))
    .map((value) => ({ value, label: describeOperation(value, type) }));
}

function isFilterOperation(operation: Operation): operation is Exclude<Operation, "entity_exists" | "entity_does_not_exist"> {
  return operation !== "entity_exists" && operation !== "entity_does_not_exist";
}

const OPERATIONS: readonly Operation[] = [
  ...(["equals", "not_equals", "any_of", "none_of", "contains", "not_contains", "starts_with", "ends_with"] as const),
  ...(["greater_than", "less_than", "greater_than_or_equals", "less_than_or_equals", "is_empty", "is_not_empty"] as const),
  ...(["entity_exists", "entity_does_not_exist"] as const),
];

function toOperation(value: string, otherwise: Operation): Operation {
  return OPERATIONS.find((operation) => operation === value) ?? otherwise;
}

function isAbout({ source }: ConditionStatement, subject: StatementSubject): boolean {
  if (subject.source.originType === "event") return source.originType === "event";
  return source.originType !== "event" && source.origin === "action" && source.id === subject.source.id;
}

function ignore(): void {}
