import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { type RowSelection, SelectAll, SelectOne } from "@/components/ui/table-selection";

/** The direction in which a column sorts the rows, null where it does not, and the means to let it sort. */
export interface ColumnSort {
  direction: "ascending" | "descending" | null;
  onSort: () => void;
}

/** One column of a table: its name, and what it shows of a row. */
export interface Column<Row> {
  name: string;
  /** True when the name is announced, not shown: for a column of buttons. */
  isNameHidden?: boolean;
  /** True when the column's cells name their rows. */
  isRowHeader?: boolean;
  /** The class of the column's width. It goes to the head alone, because on a phone a row is a grid. */
  width?: string;
  /** Classes of head and cells: their side, and the window's width from which they are there. */
  className?: string;
  /** Classes of the cells: their look, and on a phone their place in the row's grid. */
  cellClassName?: string;
  /** Absent where the rows cannot be sorted by it. */
  sort?: ColumnSort | undefined;
  render: (row: Row) => ReactNode;
}

export interface TableProps<Row> {
  /** The table's content and order, for a screen reader. */
  caption: string;
  /** The columns in their order; a false one is left out. */
  columns: readonly (Column<Row> | false)[];
  /** Null while the rows are loading. */
  rows: readonly Row[] | null;
  keyOf: (row: Row) => string;
  /** The number of lines in a row, which sets its height. */
  lines?: 1 | 2;
  /** The classes of a row's grid on a phone, where it is not one wide column and a narrow one. */
  rowClassName?: string;
  /** True while other rows are on their way to take the place of these. */
  isStale?: boolean;
  /** The key of the row that is open beside the table. */
  openedKey?: string | null;
  /** Null where rows cannot be ticked. */
  selection?: RowSelection<Row> | null;
  /** Content above the columns, within the frame. */
  header?: ReactNode;
  /** Content in place of the rows where there are none. */
  empty?: ReactNode;
}

const CELL = "px-3 first:pl-4 last:pr-4 max-md:min-w-0 max-md:first:pl-3 max-md:last:pr-3";
const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Draws the line around a table or another list. */
export function TableFrame({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={cn("min-w-0 rounded-lg border", className)}>{children}</div>;
}

/** Draws a table in its frame. From 768 px on it has columns. On a phone each row is a grid of its own, and the head is only announced. */
export function Table<Row>(props: TableProps<Row>) {
  const { rows, header, empty, isStale = false } = props;
  return (
    <TableFrame className={cn("transition-opacity", isStale && "opacity-60")}>
      {header}
      {rows?.length === 0 ? empty : <Grid {...props} />}
    </TableFrame>
  );
}

function Grid<Row>({
  caption,
  columns,
  rows,
  keyOf,
  lines = 2,
  rowClassName,
  isStale = false,
  openedKey,
  selection = null,
}: TableProps<Row>) {
  const shown = columns.filter((column) => column !== false);
  const rowStyle = cn(
    "relative transition-colors focus-within:bg-hover hover:bg-hover data-selected:bg-accent-soft",
    "max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-1 max-md:py-2.5",
    lines === 1 ? "h-11" : "h-13",
    selection && "max-md:pl-10",
    rowClassName,
  );
  return (
    <table className="w-full table-fixed border-collapse" aria-busy={isStale || rows === null}>
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          {selection && (
            <td className="w-11 pl-4">
              <SelectAll rows={rows ?? []} keyOf={keyOf} selection={selection} />
            </td>
          )}
          {shown.map(({ name, isNameHidden = false, width, className, sort }) => (
            <th
              key={name}
              scope="col"
              aria-sort={sort?.direction ?? undefined}
              className={cn(CELL, "h-9 py-0 text-left font-medium text-ink-subtle text-xs", className, width)}
            >
              {isNameHidden ? <span className="sr-only">{name}</span> : sort ? <SortButton name={name} sort={sort} /> : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows === null
          ? SKELETON_ROWS.map((key) => (
              <tr key={key} className={rowStyle}>
                {selection && <td />}
                {shown.map(({ name, className, cellClassName }) => (
                  <td key={name} className={cn(CELL, className, cellClassName)}>
                    <Skeleton className="inline-block h-3.5 w-24 max-w-full align-middle" />
                  </td>
                ))}
              </tr>
            ))
          : rows.map((row) => {
              const key = keyOf(row);
              return (
                <tr key={key} data-selected={key === openedKey || selection?.rows.has(key) || undefined} className={rowStyle}>
                  {selection && (
                    <td className="z-10 w-11 pl-4 max-md:absolute max-md:top-2.5 max-md:left-3 max-md:w-auto max-md:pl-0 md:relative">
                      <SelectOne row={row} rowKey={key} selection={selection} />
                    </td>
                  )}
                  {shown.map((column) => (
                    <Cell key={column.name} column={column} row={row} />
                  ))}
                </tr>
              );
            })}
      </tbody>
    </table>
  );
}

/** Shows a column's name as the button that sorts by it. On a phone, where the head is only announced, it takes no focus. */
function SortButton({ name, sort: { direction, onSort } }: { name: string; sort: ColumnSort }) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={onSort}
      title={`Sort by ${name}`}
      className={cn(
        "group -mx-1.5 inline-flex h-7 max-w-full items-center gap-1 rounded px-1.5 transition-colors hover:text-ink max-md:hidden",
        direction && "text-ink",
      )}
    >
      <span className="truncate">{name}</span>
      <Arrow
        aria-hidden
        className={cn("size-3 shrink-0", direction === null && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60")}
      />
    </button>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { isRowHeader = false, className, cellClassName, render } = column;
  const style = cn(CELL, isRowHeader && "text-left font-normal", className, cellClassName);
  return isRowHeader ? (
    <th scope="row" className={style}>
      {render(row)}
    </th>
  ) : (
    <td className={style}>{render(row)}</td>
  );
}

/** The look of a time in a row: the last column, on the right. */
export const TIME_CELL = "whitespace-nowrap text-ink-subtle text-xs tabular-nums";
