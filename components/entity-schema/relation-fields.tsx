"use client";

import { useId } from "react";
import { Controller } from "react-hook-form";
import type { AttributeForm } from "@/components/entity-schema/option-rows";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";

const AMOUNTS = [
  { value: "has_many", label: "Any number" },
  { value: "has_one", label: "At most one" },
] as const;

/** Asks how many records a relation leads to, and of which schemas. */
export function RelationFields({ form, schemas }: { form: AttributeForm; schemas: readonly { slug: string; plural: string }[] }) {
  const id = useId();
  return (
    <>
      <div className="grid justify-items-start gap-1.5">
        <span aria-hidden className="font-medium text-sm">
          How many records
        </span>
        <Controller
          control={form.control}
          name="relationType"
          render={({ field }) => (
            <Segmented label="How many records" value={field.value} onValueChange={field.onChange} options={AMOUNTS} />
          )}
        />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-sm">Which records</legend>
        <Controller
          control={form.control}
          name="allowedSchemas"
          render={({ field }) => (
            <ul className="grid max-h-48 grid-cols-2 gap-x-4 gap-y-2 overflow-y-auto p-0.5">
              {schemas.map(({ slug, plural }) => (
                <li key={slug} className="flex min-w-0 items-center gap-2.5">
                  <Checkbox
                    id={`${id}-${slug}`}
                    checked={field.value.includes(slug)}
                    onCheckedChange={(isTicked) =>
                      field.onChange(isTicked === true ? [...field.value, slug] : field.value.filter((other: string) => other !== slug))
                    }
                  />
                  <label htmlFor={`${id}-${slug}`} className="truncate">
                    {plural}
                  </label>
                </li>
              ))}
            </ul>
          )}
        />
        <p className="text-ink-muted text-xs">With none ticked, it may lead to any record.</p>
      </fieldset>
    </>
  );
}
