"use client";

import type { AttributeChoice } from "@/components/automation/automation-choices";
import type { ScheduleSettings } from "@/components/automation/change-flow";
import { errorAt } from "@/components/automation/part-errors";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FieldPicker } from "@/components/webhook/filter/field-picker";
import { RowField } from "@/components/webhook/row-field";
import type { ActionSchedule } from "@/domain/automation/action-schedule";

type Period = NonNullable<ActionSchedule["timePeriod"]>;

const PERIODS: readonly { value: Period; label: string }[] = [
  { value: "minutes", label: "minutes" },
  { value: "hours", label: "hours" },
  { value: "days", label: "days" },
  { value: "weeks", label: "weeks" },
  { value: "months", label: "months" },
];
const RELATIONS = [
  { value: "after", label: "after" },
  { value: "before", label: "before" },
] as const;

/** The moments that a schedule may count from. */
const START = "start";
const ATTRIBUTE = "attribute";
const ACTION = "action";

/** Asks whether an action waits for a time, and for which. `onChange` is given null where it does not wait. */
export function ActionScheduleFields({
  schedule,
  attributes,
  errors,
  onChange,
}: {
  schedule: ActionSchedule | null;
  attributes: readonly AttributeChoice[];
  errors: unknown;
  onChange: (schedule: ScheduleSettings | null) => void;
}) {
  const from = schedule === null ? "none" : schedule.source.attribute ? ATTRIBUTE : schedule.source.origin === "action" ? ACTION : START;
  const isOfAttribute = schedule !== null && (from === ATTRIBUTE || schedule.source.attribute === "");
  const kind = isOfAttribute ? ATTRIBUTE : from;
  return (
    <div className="grid min-w-0 gap-2">
      <Field label="Wait first">
        {({ "aria-required": _required, ...control }) => (
          <Select
            {...control}
            value={kind}
            onValueChange={(next) => onChange(scheduleFrom(next, schedule))}
            options={[
              { value: "none", label: "No, at once" },
              { value: START, label: "A time after the start" },
              { value: ATTRIBUTE, label: "Until near a date of the record" },
              ...(kind === ACTION ? [{ value: ACTION, label: "A time after another action" }] : []),
            ]}
          />
        )}
      </Field>
      {schedule !== null && (
        <div className="flex min-w-0 flex-wrap items-start gap-2">
          <RowField label="Wait: how many" error={errorAt(errors, "numberOfUnits")} className="w-20">
            {(control) => (
              <Input
                inputMode="numeric"
                autoComplete="off"
                {...control}
                value={schedule.numberOfUnits ?? ""}
                onChange={({ target }) => onChange({ ...schedule, numberOfUnits: toNumber(target.value) })}
              />
            )}
          </RowField>
          <Select
            aria-label="Wait: unit"
            value={schedule.timePeriod ?? "minutes"}
            onValueChange={(value) => onChange({ ...schedule, timePeriod: PERIODS.find((one) => one.value === value)?.value })}
            options={PERIODS}
            className="w-28"
          />
          {isOfAttribute && (
            <>
              <Select
                aria-label="Wait: before or after"
                value={schedule.timeRelation ?? "after"}
                onValueChange={(value) => onChange({ ...schedule, timeRelation: value === "before" ? "before" : "after" })}
                options={RELATIONS}
                className="w-24"
              />
              <RowField label="Wait: date" error={errorAt(errors, "source.attribute")} className="min-w-40 flex-1">
                {(control) => (
                  <FieldPicker
                    fields={attributes.filter(({ type }) => type === "date" || type === "datetime")}
                    value={schedule.source.attribute ?? ""}
                    prompt="Choose a date"
                    onPick={(attribute) => onChange({ ...schedule, source: { ...schedule.source, attribute } })}
                    onBlur={ignore}
                    control={control}
                  />
                )}
              </RowField>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Returns a schedule that counts from another moment than `before`; null for none. */
function scheduleFrom(kind: string, before: ActionSchedule | null): ScheduleSettings | null {
  if (kind === "none") return null;
  const units = { numberOfUnits: before?.numberOfUnits ?? 1, timePeriod: before?.timePeriod ?? "days" };
  if (kind === ATTRIBUTE) {
    return {
      ...before,
      ...units,
      timeRelation: before?.timeRelation ?? "after",
      source: { id: "trigger", origin: "trigger", attribute: "" },
    };
  }
  return { ...before, ...units, timeRelation: "after", source: { id: "automation", origin: "automation" } };
}

function toNumber(text: string): number | undefined {
  const digits = text.replaceAll(/\D/g, "").slice(0, 6);
  return digits === "" ? undefined : Number(digits);
}

function ignore(): void {}
