"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { matchesQuery } from "@/app/(portal)/entities/record-queries";
import { type PickedRecord, RecordPicker } from "@/components/entity/record-picker";
import type { ControlProps } from "@/components/form/field";
import { Button } from "@/components/ui/button";

/** Asks for one record of these schemas, or of any where there are none. */
export function PickRecord({
  schemas,
  chosen,
  onChoose,
  control,
}: {
  schemas: readonly string[];
  chosen: PickedRecord | null;
  onChoose: (record: PickedRecord) => void;
  control: ControlProps;
}) {
  const [search, setSearch] = useState("");
  const { data } = useQuery(matchesQuery(schemas, search));
  return <RecordPicker chosen={chosen} search={search} matches={data ?? null} onSearch={setSearch} onChoose={onChoose} control={control} />;
}

/** Asks for records of these schemas: one, or with `isMany` any number. */
export function PickRecords({
  schemas,
  isMany,
  value,
  onChange,
  control,
}: {
  schemas: readonly string[];
  isMany: boolean;
  value: readonly PickedRecord[];
  onChange: (records: PickedRecord[]) => void;
  control: ControlProps;
}) {
  const add = (record: PickedRecord) => onChange([...(isMany ? value.filter(({ id }) => id !== record.id) : []), record]);
  return (
    <div className="grid gap-2">
      {value.length > 0 && (
        <ul className="grid gap-1">
          {value.map((record) => (
            <li key={record.id} className="flex h-8 min-w-0 items-center gap-2 rounded-md bg-sunken pl-2.5">
              <span className="min-w-0 flex-1 truncate">{record.title ?? "Without a title"}</span>
              <span className="shrink-0 text-ink-subtle text-xs">{record.schema}</span>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove ${record.title ?? record.id}`}
                onClick={() => onChange(value.filter(({ id }) => id !== record.id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <PickRecord schemas={schemas} chosen={null} onChoose={add} control={control} />
    </div>
  );
}
