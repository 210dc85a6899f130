"use client";

import { errorAt } from "@/components/automation/part-errors";
import { SwitchRow } from "@/components/form/switch-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { RowField } from "@/components/webhook/row-field";
import type { MaxExecutions } from "@/domain/automation/max-executions";

const WINDOWS = [
  { value: "PT1M", label: "a minute" },
  { value: "PT1H", label: "an hour" },
  { value: "P1D", label: "a day" },
] as const;
const FIRST_LIMIT: MaxExecutions = { count: 100, window: "PT1M" };

/** Asks whether an automation may start without a limit, or how often within which time. */
export function LimitFields({
  limit,
  errors,
  onChange,
}: {
  limit: MaxExecutions | null | undefined;
  errors: unknown;
  onChange: (limit: MaxExecutions | undefined) => void;
}) {
  const isKnown = !limit || WINDOWS.some(({ value }) => value === limit.window);
  return (
    <div className="grid gap-3">
      <SwitchRow label="Limit how often it starts" isOn={Boolean(limit)} onChange={(isOn) => onChange(isOn ? FIRST_LIMIT : undefined)}>
        Beyond the limit nothing is done, and the automation is disabled until somebody has looked at it.
      </SwitchRow>
      {limit && (
        <div className="flex flex-wrap items-start gap-2 pl-12 max-md:pl-0">
          <span className="flex h-8 items-center max-md:h-10">At most</span>
          <RowField label="Limit: executions" error={errorAt(errors, "count")} className="w-24">
            {(control) => (
              <Input
                inputMode="numeric"
                autoComplete="off"
                {...control}
                value={limit.count === 0 ? "" : limit.count}
                onChange={({ target }) => onChange({ ...limit, count: toCount(target.value) })}
              />
            )}
          </RowField>
          <span className="flex h-8 items-center max-md:h-10">in</span>
          <RowField label="Limit: window" error={errorAt(errors, "window")} className="w-32">
            {(control) => (
              <Select
                {...control}
                value={limit.window}
                onValueChange={(window) => onChange({ ...limit, window })}
                options={isKnown ? WINDOWS : [...WINDOWS, { value: limit.window, label: limit.window }]}
              />
            )}
          </RowField>
        </div>
      )}
    </div>
  );
}

/** Returns a typed number; zero, which is refused, for an empty field. */
function toCount(text: string): number {
  return Number(text.replaceAll(/\D/g, "").slice(0, 9));
}
