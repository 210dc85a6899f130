"use client";

import { ArrowDown, ArrowUp, CircleAlert, Pencil, Plus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { AttributeDialog } from "@/components/entity-schema/attribute-dialog";
import { describeValues } from "@/components/entity-schema/attribute-table";
import { attributeTypeLabel } from "@/components/entity-schema/attribute-types";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TableFrame } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** Shows a schema's attributes in their order, each with the buttons that move, change and remove it. */
export function AttributeRows({
  attributes,
  faults,
  schemas,
  onChange,
}: {
  attributes: readonly EntityAttribute[];
  /** Gives the fault of the attribute at a place. */
  faults: (index: number) => string | undefined;
  /** The schemas that a relation may lead to. */
  schemas: readonly { slug: string; plural: string }[];
  onChange: (attributes: EntityAttribute[]) => void;
}) {
  /** The place of the attribute that the dialog changes; "new" adds one. */
  const [edited, setEdited] = useState<number | "new" | null>(null);
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const [moved, setMoved] = useState<{ name: string; by: -1 | 1 } | null>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement | null>());
  useEffect(() => {
    if (!moved) return;
    // The row is drawn elsewhere now, or the button is at its end: the keyboard goes with the row.
    const [same, other] = [moved.by, -moved.by].map((by) => buttons.current.get(`${moved.name} ${by}`));
    (same?.disabled ? other : same)?.focus();
  }, [moved]);

  const move = (index: number, by: -1 | 1) => {
    const [one, other] = [attributes[index], attributes[index + by]];
    if (!one || !other) return;
    onChange([...attributes].with(index, other).with(index + by, one));
    setMoved({ name: one.name, by });
  };
  const current = typeof edited === "number" ? (attributes[edited] ?? null) : null;
  return (
    <section aria-label="Attributes" className="grid gap-3">
      <h2 className="font-semibold text-sm">Attributes</h2>
      {attributes.length > 0 && (
        <TableFrame>
          <ul ref={listRef} className="divide-y">
            {attributes.map((attribute, index) => (
              <li key={attribute.name} className="flex min-h-13 items-center gap-2 py-1.5 pr-2 pl-4 max-md:flex-wrap max-md:pl-3">
                <div className="min-w-0 flex-1 max-md:basis-full">
                  <p className="flex min-w-0 items-baseline gap-2">
                    <span className="truncate font-medium">{attribute.label}</span>
                    <span className="truncate font-mono text-2xs text-ink-subtle">{attribute.name}</span>
                  </p>
                  <p className="truncate text-ink-muted text-xs">
                    {[attributeTypeLabel(attribute.type), describeValues(attribute)].filter(Boolean).join(": ")}
                  </p>
                  <Fault message={faults(index)} />
                </div>
                {attribute.required && <Badge tone="accent">Required</Badge>}
                <div className="flex shrink-0 max-md:ml-auto">
                  <MoveButton
                    name={`Move ${attribute.label} up`}
                    icon={ArrowUp}
                    isAtEnd={index === 0}
                    onMove={() => move(index, -1)}
                    onRef={(button) => buttons.current.set(`${attribute.name} -1`, button)}
                  />
                  <MoveButton
                    name={`Move ${attribute.label} down`}
                    icon={ArrowDown}
                    isAtEnd={index === attributes.length - 1}
                    onMove={() => move(index, 1)}
                    onRef={(button) => buttons.current.set(`${attribute.name} 1`, button)}
                  />
                  <Tooltip text="Edit">
                    <Button variant="ghost" size="icon-sm" aria-label={`Edit ${attribute.label}`} onClick={() => setEdited(index)}>
                      <Pencil aria-hidden />
                    </Button>
                  </Tooltip>
                  <Tooltip text="Remove">
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      aria-label={`Remove ${attribute.label}`}
                      onClick={() => {
                        onChange(attributes.filter((_, place) => place !== index));
                        focusAfterRemoval(index);
                      }}
                    >
                      <X aria-hidden />
                    </Button>
                  </Tooltip>
                </div>
              </li>
            ))}
          </ul>
        </TableFrame>
      )}
      {attributes.length === 0 && (
        <p className="rounded-lg border border-dashed p-4 text-ink-muted">
          No attributes yet. Each one that you add stands in the JSON Schema and in the example that receivers get.
        </p>
      )}
      <Button ref={addRef} size="sm" className="justify-self-start" onClick={() => setEdited("new")}>
        <Plus aria-hidden />
        Add attribute
      </Button>
      {edited !== null && (
        <AttributeDialog
          attribute={current}
          others={attributes.filter((_, place) => place !== edited).map(({ name }) => name)}
          schemas={schemas}
          onDone={(attribute) => {
            onChange(typeof edited === "number" ? [...attributes].with(edited, attribute) : [...attributes, attribute]);
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function Fault({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p role="alert" className="flex items-start gap-1.5 text-danger-ink text-xs">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {message}
    </p>
  );
}

function MoveButton({
  name,
  icon: Icon,
  isAtEnd,
  onMove,
  onRef,
}: {
  name: string;
  icon: typeof ArrowUp;
  isAtEnd: boolean;
  onMove: () => void;
  onRef: (button: HTMLButtonElement | null) => void;
}) {
  return (
    <Button ref={onRef} variant="ghost" size="icon-sm" aria-label={name} disabled={isAtEnd} onClick={onMove}>
      <Icon aria-hidden />
    </Button>
  );
}
