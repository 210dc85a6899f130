"use client";

import { Plus, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useState } from "react";
import type { ControlProps } from "@/components/form/field";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";

/** Takes texts, each shown as a chip. Enter or leaving the field adds what is typed; Backspace in the empty field removes the last one. */
export function ValuesInput({
  values,
  onChange,
  onBlur,
  suggestions,
  isSingle = false,
  placeholder,
  control,
  ref,
}: {
  values: readonly string[];
  onChange: (values: string[]) => void;
  onBlur: () => void;
  suggestions: readonly string[];
  /** True when it takes one value, which the next one replaces. */
  isSingle?: boolean;
  placeholder: string;
  control: ControlProps & { "aria-label"?: string };
  ref?: Ref<HTMLInputElement>;
}) {
  const [typed, setTyped] = useState("");
  const add = (added: readonly string[]) => {
    const fresh = added.map((value) => value.trim()).filter((value) => value !== "");
    setTyped("");
    if (fresh.length > 0) onChange([...new Set(isSingle ? fresh.slice(-1) : [...values, ...fresh])]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && typed.trim() !== "") {
      event.preventDefault();
      add([typed]);
    } else if (event.key === "Enter") event.preventDefault();
    else if (event.key === "Backspace" && typed === "") onChange(values.slice(0, -1));
  };
  const unused = suggestions.filter((value) => !values.includes(value));
  return (
    <div className="grid min-w-0 gap-1.5">
      <div
        className={cn(
          controlStyle,
          "flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/20 max-md:min-h-10",
          control["aria-invalid"] && "border-danger-solid focus-within:ring-danger-solid/20",
        )}
      >
        {values.map((value) => (
          <span
            key={value}
            className="inline-flex min-w-0 max-w-full items-center gap-0.5 rounded bg-hover pl-1.5 font-mono text-xs leading-5.5"
          >
            <span className="truncate">{value === "" ? "“”" : value}</span>
            <button
              type="button"
              aria-label={`Remove ${value}`}
              onClick={() => onChange(values.filter((other) => other !== value))}
              className="flex size-5.5 shrink-0 items-center justify-center rounded text-ink-subtle hover:text-ink"
            >
              <X aria-hidden className="size-3" />
            </button>
          </span>
        ))}
        <input
          {...control}
          ref={ref}
          value={typed}
          placeholder={values.length === 0 ? placeholder : ""}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const lines = event.clipboardData.getData("text").split(/\r?\n/);
            if (lines.length < 2) return;
            event.preventDefault();
            add(lines);
          }}
          onBlur={() => {
            add([typed]);
            onBlur();
          }}
          className="h-5.5 min-w-24 flex-1 bg-transparent px-1 font-mono text-xs outline-none max-md:text-field"
        />
      </div>
      {unused.length > 0 && (
        <div className="flex flex-wrap items-center gap-1">
          <span className="mr-0.5 text-2xs text-ink-subtle">Known values</span>
          {unused.map((value) => (
            <button
              key={value}
              type="button"
              aria-label={`Add ${value}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => add([value])}
              className="inline-flex h-6 max-w-full items-center gap-1 rounded border border-line-strong border-dashed px-1.5 font-mono text-2xs text-ink-muted transition-colors hover:border-solid hover:bg-hover hover:text-ink max-md:h-8"
            >
              <Plus aria-hidden className="size-3 shrink-0 text-ink-subtle" />
              <span className="truncate">{value}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
