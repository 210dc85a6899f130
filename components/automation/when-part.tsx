"use client";

import { Activity, Boxes, CalendarClock, Hand, type LucideIcon, Plus } from "lucide-react";
import type { AutomationChoices } from "@/components/automation/automation-choices";
import { newTrigger } from "@/components/automation/change-flow";
import { type FlowDocument, schemasOf } from "@/components/automation/flow-document";
import { errorAt, errorsOf } from "@/components/automation/part-errors";
import { TRIGGER_WORDS, TriggerCard } from "@/components/automation/trigger-card";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Part } from "@/components/webhook/form-part";
import type { FlowTrigger } from "@/domain/automation/flow-trigger";

const KINDS: readonly { type: FlowTrigger["type"]; icon: LucideIcon; hint: string }[] = [
  { type: "entity_operation", icon: Boxes, hint: "It is created, updated, deleted, or gets relations." },
  { type: "event_catalog", icon: Activity, hint: "By a program, or by another automation." },
  { type: "activity", icon: CalendarClock, hint: "A program writes it into the record’s feed." },
  { type: "entity_manual", icon: Hand, hint: "For one record, on its page or by the API." },
];

/** Asks for what starts an automation. Any of the triggers does. */
export function WhenPart({
  flow,
  choices,
  errors,
  onChange,
  onAdded,
}: {
  flow: FlowDocument;
  choices: AutomationChoices;
  errors: unknown;
  onChange: (triggers: FlowTrigger[]) => void;
  /** Called with the name of a trigger that was added. */
  onAdded: (name: string) => void;
}) {
  const { triggers } = flow;
  const [schema] = schemasOf(flow);
  const error = triggers.length === 0 ? errorAt(errors, "") : undefined;
  const add = (type: FlowTrigger["type"]) => {
    onChange([...triggers, newTrigger(type, schema)]);
    onAdded(`Trigger ${triggers.length + 1}`);
  };
  return (
    <Part title="When">
      {triggers.map((trigger, index) => (
        <div key={trigger.id ?? index} className="grid min-w-0 gap-4">
          {index > 0 && <span className="-my-1 font-medium text-ink-muted text-sm">or</span>}
          <TriggerCard
            name={`Trigger ${index + 1}`}
            trigger={trigger}
            choices={choices}
            errors={errorsOf(errors, index)}
            onChange={(next) => onChange(triggers.with(index, next))}
            onRemove={() => onChange(triggers.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      {triggers.length === 0 ? (
        <fieldset
          aria-label="What starts it"
          aria-invalid={error ? true : undefined}
          tabIndex={-1}
          className="grid gap-2 rounded-lg outline-none"
        >
          <ul className="grid gap-2 sm:grid-cols-2">
            {KINDS.map(({ type, icon: Icon, hint }) => (
              <li key={type}>
                <button
                  type="button"
                  onClick={() => add(type)}
                  className={cn(
                    "flex h-full w-full items-start gap-3 rounded-lg border p-3 text-left transition-colors hover:border-ink-subtle hover:bg-hover",
                    error && "border-danger-solid",
                  )}
                >
                  <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-subtle" />
                  <span className="min-w-0">
                    <span className="block font-medium text-sm">{TRIGGER_WORDS[type]}</span>
                    <span className="block text-ink-muted text-xs">{hint}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {error && <p className="text-danger-ink text-xs">{error}</p>}
        </fieldset>
      ) : (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button size="sm" className="justify-self-start">
              <Plus aria-hidden />
              Or when …
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            {KINDS.map(({ type, icon: Icon }) => (
              <DropdownMenuItem key={type} onSelect={() => add(type)}>
                <Icon aria-hidden />
                {TRIGGER_WORDS[type]}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </Part>
  );
}
