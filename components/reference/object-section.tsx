"use client";

import { objectAnchor, type SchemaField } from "@/components/reference/reference";
import { SchemaTree } from "@/components/reference/schema-tree";
import { Unfolding } from "@/components/reference/unfolding";

/** Shows an object that answers are made of: its name and, once opened, its fields. */
export function ObjectSection({ name, field }: { name: string; field: SchemaField }) {
  return (
    <Unfolding id={objectAnchor(name)} head={<span className="font-medium font-mono text-sm">{name}</span>}>
      {() => (
        <div className="px-4 pb-4">
          <SchemaTree label={`Fields of ${name}`} fields={field.children} />
        </div>
      )}
    </Unfolding>
  );
}
