"use client";

import { type FormEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { toEventTypeSettings, toFormValues } from "@/components/event-type/event-type-form-values";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { UnsavedChangesGuard } from "@/components/form/unsaved-changes-guard";
import { useFaultyControls } from "@/components/form/use-faulty-controls";
import { JsonField } from "@/components/json/json-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import type { InputFault } from "@/domain/errors";
import type { EventTypeAnswer, InferredSchema } from "@/domain/event/event-type-definition";

const EDITOR_LINES = 8;

/** Name, label and content of an event type of one's own. What was typed stays until it is saved. */
export function EventTypeForm({
  type,
  onSubmit,
  onInfer,
  cancel,
}: {
  type: EventTypeAnswer | null;
  onSubmit: (settings: Record<string, unknown>) => Promise<ActionResult<unknown>>;
  /** Null where there can be no events yet. */
  onInfer: (() => Promise<ActionResult<InferredSchema>>) | null;
  cancel: ReactNode;
}) {
  const [values, setValues] = useState(() => toFormValues(type));
  const [faults, setFaults] = useState<readonly InputFault[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  // From when it is saved until the next page is there.
  const [isSaved, setIsSaved] = useState(false);
  const initial = useMemo(() => toFormValues(type), [type]);
  const isUnsaved = !isSaved && JSON.stringify(values) !== JSON.stringify(initial);
  const formRef = useRef<HTMLFormElement>(null);
  const { seek } = useFaultyControls(formRef);
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const faultOf = (path: string) => {
    const fault = faults.find((candidate) => candidate.path === path || candidate.path.startsWith(`${path}.`));
    return fault && (fault.path === path ? fault.message : `${fault.path}: ${fault.message}`);
  };

  const showFaults = (found: readonly InputFault[]) => {
    setFaults(found);
    if (found.length > 0) seek();
  };

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const read = toEventTypeSettings(values, type);
    setFailure(null);
    showFaults(read.ok ? [] : read.faults);
    if (!read.ok) return;
    setIsPending(true);
    const result = await onSubmit(read.settings).catch(() => null);
    setIsPending(false);
    setIsSaved(result?.ok === true);
    if (result?.ok) return;
    showFaults(result?.error.faults ?? []);
    if (!result || result.error.faults.length === 0) setFailure(result?.error.message ?? "The server did not answer. Try again.");
  }

  async function infer(): Promise<void> {
    if (!onInfer) return;
    const result = await onInfer().catch(() => null);
    if (result?.ok) set({ schema: JSON.stringify(result.data.schema, null, 2) });
    setFailure(result?.ok ? null : (result?.error.message ?? "The server did not answer. Try again."));
  }

  return (
    <form ref={formRef} onSubmit={submit} noValidate className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label="Name"
          isRequired
          error={faultOf("name")}
          hint="What programs publish, such as order.created. It cannot be changed later."
        >
          {(control) => (
            <Input
              {...control}
              value={values.name}
              disabled={type !== null}
              onChange={({ target }) => set({ name: target.value })}
              className="font-mono"
            />
          )}
        </Field>
        <Field label="Label" error={faultOf("label")} hint="What people see; the name where this is empty.">
          {(control) => <Input {...control} value={values.label} onChange={({ target }) => set({ label: target.value })} />}
        </Field>
      </div>
      <Field label="Description" error={faultOf("description")}>
        {(control) => <Input {...control} value={values.description} onChange={({ target }) => set({ description: target.value })} />}
      </Field>
      <Field label="Aliases" error={faultOf("aliases")} hint="Other names of the same event, separated by commas.">
        {(control) => (
          <Input {...control} value={values.aliases} onChange={({ target }) => set({ aliases: target.value })} className="font-mono" />
        )}
      </Field>
      <JsonField
        label="Example"
        error={faultOf("example")}
        hint="JSON, as it is published besides the name: test events and previews carry it."
        value={values.example}
        onChange={(example) => set({ example })}
        minLines={EDITOR_LINES}
      />
      <div className="grid gap-2">
        <JsonField
          label="Schema"
          error={faultOf("schema")}
          hint="JSON Schema 2020-12 of what is published besides the name."
          value={values.schema}
          onChange={(schema) => set({ schema })}
          minLines={EDITOR_LINES}
        />
        {onInfer && (
          <Button size="sm" onClick={infer} className="justify-self-start">
            Infer from the latest events
          </Button>
        )}
      </div>
      <Field label="Strict" hint="Refuse an event that is not as the schema says, with the path of each fault.">
        {({ "aria-required": _required, ...control }) => (
          <Switch {...control} checked={values.isStrict} onCheckedChange={(isStrict) => set({ isStrict })} />
        )}
      </Field>
      <UnsavedChangesGuard isUnsaved={isUnsaved} />
      <div className="flex justify-end gap-2 border-t pt-4">
        {cancel}
        <Button type="submit" variant="primary" isPending={isPending || isSaved}>
          {type ? "Save event type" : "Add event type"}
        </Button>
      </div>
    </form>
  );
}
