"use client";

import { ArrowDownUp, Columns3 } from "lucide-react";
import { useId } from "react";
import {
  columnAttributes,
  isSortable,
  MAX_COLUMNS,
  OWN_SORTS,
  type RecordFilter,
  shownAttributes,
} from "@/components/entity/record-filter";
import { useTypedSearch } from "@/components/search/use-typed-search";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";

const KINDS = [
  { value: "kept", label: "Records" },
  { value: "deleted", label: "Deleted" },
] as const;

/** Shows a list's search, its choice of deleted records, its sort on a phone, and the choice of columns. */
export function RecordFilters({
  schema,
  filter,
  onFilter,
}: {
  schema: EntitySchema;
  filter: RecordFilter;
  onFilter: (filter: RecordFilter) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextSearch plural={schema.plural} value={filter.text} onSearch={(text) => onFilter({ ...filter, text })} />
      <Segmented
        label="Which records"
        value={filter.isDeleted ? "deleted" : "kept"}
        onValueChange={(kind) => onFilter({ ...filter, isDeleted: kind === "deleted" })}
        options={KINDS}
      />
      <SortSelect schema={schema} filter={filter} onFilter={onFilter} />
      <ColumnChoice schema={schema} filter={filter} onFilter={onFilter} />
    </div>
  );
}

function TextSearch({ plural, value, onSearch }: { plural: string; value: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useTypedSearch(value, onSearch);
  return <SearchInput label={`Search ${plural}`} placeholder="Search all attributes" value={typed} onChange={setTyped} />;
}

/** Asks for the sort where no columns have heads to press: on a phone. */
function SortSelect({ schema, filter, onFilter }: Parameters<typeof RecordFilters>[0]) {
  const fields = [
    ...OWN_SORTS,
    ...columnAttributes(schema)
      .filter(isSortable)
      .map(({ name, label }) => ({ field: name, label })),
  ];
  const { field, isDescending } = filter.sort;
  return (
    <div className="order-last flex w-full min-w-0 gap-2 md:hidden">
      <Select
        aria-label="Sort by"
        className="min-w-0 flex-1"
        value={field}
        onValueChange={(chosen) => onFilter({ ...filter, sort: { ...filter.sort, field: chosen } })}
        options={fields.map((one) => ({ value: one.field, label: one.label }))}
      />
      <Button
        size="icon"
        aria-label={isDescending ? "Sort the other way: the lowest first" : "Sort the other way: the highest first"}
        onClick={() => onFilter({ ...filter, sort: { field, isDescending: !isDescending } })}
      >
        <ArrowDownUp aria-hidden />
      </Button>
    </div>
  );
}

function ColumnChoice({ schema, filter, onFilter }: Parameters<typeof RecordFilters>[0]) {
  const id = useId();
  const shown = shownAttributes(schema, filter.columns).map(({ name }) => name);
  const attributes = columnAttributes(schema);
  if (attributes.length === 0) return null;
  const choose = (name: string, isChosen: boolean) =>
    // Columns stand in the order of the schema, whenever they were chosen.
    onFilter({
      ...filter,
      columns: attributes.map((attribute) => attribute.name).filter((one) => (one === name ? isChosen : shown.includes(one))),
    });
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className="ml-auto">
          <Columns3 aria-hidden className="text-ink-subtle" />
          Columns
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Columns" className="grid w-64 max-w-[calc(100vw-1rem)]">
        <ul className="scrollbar-slim grid max-h-80 gap-0.5 overflow-y-auto p-2">
          {attributes.map(({ name, label }) => (
            <li key={name} className="flex min-h-8 min-w-0 items-center gap-2.5 rounded-md px-2 hover:bg-hover max-md:min-h-10">
              <Checkbox
                id={`${id}-${name}`}
                checked={shown.includes(name)}
                disabled={!shown.includes(name) && shown.length >= MAX_COLUMNS}
                onCheckedChange={(isTicked) => choose(name, isTicked === true)}
              />
              <label htmlFor={`${id}-${name}`} className="min-w-0 flex-1 truncate">
                {label}
              </label>
            </li>
          ))}
        </ul>
        <div className="flex items-center justify-between gap-2 border-t px-3 py-2 text-ink-muted text-xs">
          <span>At most {MAX_COLUMNS} beside the title</span>
          {filter.columns && (
            <Button variant="ghost" size="sm" onClick={() => onFilter({ ...filter, columns: null })}>
              As at first
            </Button>
          )}
        </div>
      </PopoverContent>
    </Popover>
  );
}
