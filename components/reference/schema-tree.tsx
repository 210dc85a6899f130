"use client";

import { CodedText } from "@/components/reference/coded-text";
import { Opening } from "@/components/reference/opening";
import { objectAnchor, type SchemaField } from "@/components/reference/reference";

/** Shows the fields of a body with their types. A field's inner fields can be opened. */
export function SchemaTree({ fields, label }: { fields: readonly SchemaField[]; label?: string }) {
  return (
    <ul aria-label={label} className="min-w-0 divide-y">
      {fields.map((field) => (
        <li
          key={field.name ?? `${field.type} of ${field.children.map(({ name }) => name).join()}`}
          className="grid min-w-0 gap-1 py-2.5 first:pt-0 last:pb-0"
        >
          <FieldHead field={field} />
          {field.description && (
            <p className="text-ink-muted text-xs">
              <CodedText text={field.description} />
            </p>
          )}
          {field.values.length > 0 && <Values values={field.values} />}
          {field.facts.length > 0 && <p className="text-ink-subtle text-xs">{field.facts.join(" · ")}</p>}
          {field.children.length > 0 && <Inside field={field} />}
        </li>
      ))}
    </ul>
  );
}

function FieldHead({ field: { name, type, isRequired, objectName } }: { field: SchemaField }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      {name !== null && <code className="break-all font-medium font-mono text-ink text-xs">{name}</code>}
      <span className="text-ink-subtle text-xs">
        {objectName === null ? (
          type
        ) : (
          <a href={`#${objectAnchor(objectName)}`} className="text-accent-ink hover:underline">
            {type}
          </a>
        )}
      </span>
      {isRequired && <span className="font-medium text-2xs text-warning-ink">required</span>}
    </p>
  );
}

function Values({ values }: { values: readonly string[] }) {
  return (
    <p className="flex flex-wrap gap-1">
      <span className="sr-only">One of </span>
      {values.map((value) => (
        <code key={value} className="rounded bg-hover px-1 font-mono text-2xs text-ink-muted leading-4">
          {value}
        </code>
      ))}
    </p>
  );
}

function Inside({ field: { hasForms, children } }: { field: SchemaField }) {
  const count = `${children.length} ${hasForms ? "forms" : children.length === 1 ? "field" : "fields"}`;
  return (
    <Opening title={hasForms ? `One of ${count}` : count} isAccented>
      {() => (
        <div className="mt-1.5 ml-1.5 min-w-0 border-l pl-4">
          <SchemaTree fields={children} />
        </div>
      )}
    </Opening>
  );
}
