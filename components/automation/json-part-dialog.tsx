"use client";

import { useState } from "react";
import type { z } from "zod";
import { JsonField } from "@/components/json/json-field";
import { readJson } from "@/components/json/read-json";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { wordsForIssue } from "@/domain/words-for-issue";

/** Shows a part of an automation as the API has it, to be changed as JSON. It is taken over into the form, not saved. */
export function JsonPartDialog<Part>({
  title,
  description,
  value,
  schema,
  onDone,
  onClose,
}: {
  title: string;
  description: string;
  value: unknown;
  schema: z.ZodType<Part>;
  onDone: (part: Part) => void;
  onClose: () => void;
}) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [error, setError] = useState<string>();
  const takeOver = () => {
    const read = readJson(text);
    if (!read.ok) return setError(read.fault.message);
    const parsed = schema.safeParse(read.value, { error: wordsForIssue });
    if (parsed.success) return onDone(parsed.data);
    const [issue] = parsed.error.issues;
    const place = issue?.path.join(".");
    return setError([place, issue?.message].filter(Boolean).join(": "));
  };
  return (
    <DialogWindow title={title} description={description} onClose={onClose} className="max-w-2xl">
      <div className="grid gap-5">
        <JsonField
          label="JSON"
          hint="As the API has it. What the form has no field for stays as it is."
          error={error}
          value={text}
          onChange={(next) => {
            setText(next);
            setError(undefined);
          }}
          minLines={10}
        />
        <DialogButtons onCancel={onClose}>
          <Button variant="primary" onClick={takeOver}>
            Take over
          </Button>
        </DialogButtons>
      </div>
    </DialogWindow>
  );
}
