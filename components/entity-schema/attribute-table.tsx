import { attributeTypeLabel } from "@/components/entity-schema/attribute-types";
import { Badge } from "@/components/ui/badge";
import { type Column, Table } from "@/components/ui/table";
import { optionValues } from "@/domain/entity-schema/attribute-value";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

const COLUMNS: readonly Column<EntityAttribute>[] = [
  {
    name: "Attribute",
    isRowHeader: true,
    width: "w-[32%]",
    render: ({ label, name }) => (
      <>
        <span className="block truncate font-medium">{label}</span>
        <span className="block truncate font-mono text-2xs text-ink-subtle">{name}</span>
      </>
    ),
  },
  { name: "Type", width: "w-44", cellClassName: "text-ink-muted max-md:text-xs", render: ({ type }) => attributeTypeLabel(type) },
  {
    name: "Values",
    cellClassName: "text-ink-muted text-xs max-md:col-span-full",
    render: (attribute) => <span className="line-clamp-2 break-words">{describeValues(attribute)}</span>,
  },
  {
    name: "Marks",
    isNameHidden: true,
    width: "w-28",
    className: "text-right",
    cellClassName: "max-md:col-span-full max-md:text-left",
    render: ({ required, readonly }) => (
      <span className="inline-flex flex-wrap justify-end gap-1">
        {required && <Badge tone="accent">Required</Badge>}
        {readonly && <Badge>Read only</Badge>}
      </span>
    ),
  },
];

/** Shows a schema's attributes in their order. */
export function AttributeTable({ attributes }: { attributes: readonly EntityAttribute[] }) {
  return (
    <Table
      caption="Attributes in their order"
      columns={COLUMNS}
      rows={attributes}
      keyOf={({ name }) => name}
      empty={<p className="p-4 text-ink-muted">This schema has no attributes yet: its records hold whatever they are given.</p>}
    />
  );
}

/** Returns in words which values an attribute may have, beyond what its type says. */
export function describeValues({ type, options, relation_type, allowedSchemas, repeatable }: EntityAttribute): string {
  const parts: string[] = [];
  const values = optionValues(options);
  if (values.length > 0) parts.push(values.join(", "));
  if (type === "relation") {
    const schemas = (allowedSchemas ?? []).join(", ") || "any record";
    parts.push(relation_type === "has_one" ? `One of ${schemas}` : `Any number of ${schemas}`);
  }
  if (repeatable) parts.push("several values");
  return parts.join("; ");
}
