"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { DeleteAutomationDialog } from "@/app/(portal)/automations/delete-automation-dialog";
import { EnabledSwitch } from "@/app/(portal)/automations/enabled-switch";
import {
  type AutomationFilter,
  automationFilterParams,
  matchAutomations,
  readAutomationFilter,
} from "@/components/automation/automation-filter";
import { AutomationTable, type ListedAutomation } from "@/components/automation/automation-table";
import { LastExecution } from "@/components/execution/last-execution";
import { Button } from "@/components/ui/button";
import { NothingFound, SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";

/** The number of rows that are added at once, since an organization may have a thousand automations. */
const STEP = 100;

const STATES = [
  { value: "all", label: "All" },
  { value: "enabled", label: "Enabled" },
  { value: "disabled", label: "Disabled" },
  { value: "failed", label: "Last failed" },
] as const;

/** Shows the list of automations with its search and its filter, which are in the address. */
export function AutomationList({ automations }: { automations: readonly ListedAutomation[] }) {
  const pathname = usePathname();
  const filter = readAutomationFilter(useSearchParams());
  const [doomed, setDoomed] = useState<ListedAutomation | null>(null);
  const [limit, setLimit] = useState(STEP);
  const show = (next: AutomationFilter) => {
    const params = automationFilterParams(next).toString();
    window.history.replaceState(null, "", params === "" ? pathname : `${pathname}?${params}`);
  };
  const shown = matchAutomations(automations, filter);
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchInput
          label="Search automations"
          placeholder="Search by name or what it does"
          value={filter.text}
          onChange={(text) => show({ ...filter, text })}
        />
        <Segmented label="Which automations" value={filter.state} onValueChange={(state) => show({ ...filter, state })} options={STATES} />
        <p className="text-ink-subtle text-xs max-md:hidden" aria-live="polite">
          {shown.length === automations.length ? automations.length : `${shown.length} of ${automations.length}`}{" "}
          {automations.length === 1 ? "automation" : "automations"}
        </p>
      </div>
      <AutomationTable
        automations={shown.slice(0, limit)}
        onDelete={setDoomed}
        renderLast={(last) => <LastExecution last={last} />}
        renderSwitch={(automation) => <EnabledSwitch flow={automation} />}
        empty={<NothingFound onClear={() => show({ text: "", state: "all" })}>No automation is like that.</NothingFound>}
      />
      {shown.length > limit && (
        <Button onClick={() => setLimit(limit + STEP)} className="justify-self-center">
          Show more ({shown.length - limit} left)
        </Button>
      )}
      <DeleteAutomationDialog flow={doomed} onClose={() => setDoomed(null)} />
    </div>
  );
}
