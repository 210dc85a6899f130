"use client";

import { Checkbox } from "@/components/ui/checkbox";

/** The ticked rows of a table, by their keys, and the means to tick others. */
export interface RowSelection<Row> {
  rows: ReadonlyMap<string, Row>;
  onSelect: (rows: ReadonlyMap<string, Row>) => void;
  /** Gives the label of a row's box. */
  labelOf: (row: Row) => string;
  /** Gives the reason why a row cannot be ticked; undefined when it can. */
  refusalOf: (row: Row) => string | undefined;
}

/** Ticks every row that can be ticked, or none. */
export function SelectAll<Row>({
  rows,
  keyOf,
  selection,
}: {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  selection: RowSelection<Row>;
}) {
  const selectable = rows.filter((row) => selection.refusalOf(row) === undefined);
  const isAll = selectable.length > 0 && selectable.every((row) => selection.rows.has(keyOf(row)));
  return (
    <Checkbox
      aria-label="Select all that are shown"
      checked={isAll ? true : selection.rows.size > 0 ? "indeterminate" : false}
      disabled={selectable.length === 0}
      onCheckedChange={() => selection.onSelect(new Map(isAll ? [] : selectable.map((row) => [keyOf(row), row])))}
    />
  );
}

/** Ticks one row; where it cannot be ticked, the box says why. */
export function SelectOne<Row>({ row, rowKey, selection }: { row: Row; rowKey: string; selection: RowSelection<Row> }) {
  const refusal = selection.refusalOf(row);
  return (
    <Checkbox
      aria-label={selection.labelOf(row)}
      title={refusal}
      checked={selection.rows.has(rowKey)}
      disabled={refusal !== undefined}
      onCheckedChange={(isTicked) => {
        const next = new Map(selection.rows);
        if (isTicked === true) next.set(rowKey, row);
        else next.delete(rowKey);
        selection.onSelect(next);
      }}
    />
  );
}
