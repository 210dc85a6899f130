"use client";

import { type ReactNode, useMemo } from "react";
import { Controller } from "react-hook-form";
import type { RuntimeFault } from "@/components/jsonata/check-jsonata";
import { JsonataField } from "@/components/jsonata/jsonata-field";
import { describeFieldType } from "@/components/webhook/filter/filter-words";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import type { EventField } from "@/domain/event/event-fields";
import type { PayloadFormat } from "@/domain/payload/payload-formats";

/** The fields that every envelope's metadata has. */
const METADATA = ["organization_id", "action", "origin", "creation_timestamp", "webhook_id", "webhook_name", "correlation_id"];

/** Shows the field for a JSONata expression that makes what is sent. `result` is what it makes of the previewed event. */
export function TransformFields({
  form,
  fields,
  runtimeFault,
  result,
}: {
  form: WebhookFormControl;
  fields: readonly EventField[];
  /** The reason why the expression could not be evaluated for that event. */
  runtimeFault: RuntimeFault | null;
  result: ReactNode;
}) {
  const format = form.watch("payloadFormat");
  const paths = useMemo(() => payloadPaths(fields, format), [fields, format]);
  return (
    <div className="grid gap-3">
      <Controller
        control={form.control}
        name="jsonataExpression"
        render={({ field, fieldState }) => (
          <JsonataField
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            paths={paths}
            label="Transform"
            placeholder={format === "event_object" ? "{ 'id': data.id }" : "{ 'id': entity._id, 'title': entity._title }"}
            minLines={6}
            runtimeFault={runtimeFault}
            error={fieldState.error?.message}
          />
        )}
      />
      <p className="text-ink-muted text-xs">
        A{" "}
        <a
          href="https://docs.jsonata.org/overview"
          target="_blank"
          rel="noreferrer"
          className="underline underline-offset-2 hover:text-ink"
        >
          JSONata
        </a>{" "}
        expression on the payload: what it gives is sent instead. Where it gives nothing, the event is skipped. $env.key reads an
        environment variable that is no secret. Ctrl+Space lists what can follow.
      </p>
      {result}
    </div>
  );
}

/** Returns the payload's own paths. A filter sees the event itself, a transform what is made of it. */
function payloadPaths(fields: readonly EventField[], format: PayloadFormat) {
  const known = fields.map((field) => ({ path: field.path, type: describeFieldType(field) }));
  if (format === "event_object") {
    const renamed = known.flatMap(({ path, type }) => {
      const [head, ...rest] = path.split(".");
      const root = head === "entity" ? "data" : head === "previous_attributes" ? "previousAttributes" : null;
      return root === null ? [] : [{ path: [root, ...rest].join("."), type }];
    });
    return [{ path: "eventType", type: "text" }, ...renamed];
  }
  const metadata = METADATA.map((name) => ({ path: `metadata.${name}`, type: "text" }));
  const sent = known.filter(({ path }) => !path.startsWith("previous_attributes."));
  return [...sent, ...metadata.filter(({ path }) => !sent.some((other) => other.path === path))];
}
