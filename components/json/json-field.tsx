"use client";

import { lazy } from "react";
import { CodeFrame } from "@/components/code-editor/code-frame";
import { Field } from "@/components/form/field";

/** The editor, loaded apart: it is large, and the page does not wait for it. */
const LazyEditor = lazy(() => import("@/components/json/json-editor").then(({ JsonEditor }) => ({ default: JsonEditor })));

/** Shows a field for JSON, with its label, hint and fault. */
export function JsonField({
  label,
  hint,
  error,
  value,
  onChange,
  minLines,
}: {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
  minLines: number;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <CodeFrame isInvalid={error !== undefined} text={value} minLines={minLines}>
          <LazyEditor
            value={value}
            onChange={onChange}
            onBlur={ignore}
            label={label}
            placeholder="{ }"
            minLines={minLines}
            isInvalid={error !== undefined}
            describedBy={control["aria-describedby"]}
          />
        </CodeFrame>
      )}
    </Field>
  );
}

function ignore(): void {}
