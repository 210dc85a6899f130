"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { FlowWords } from "@/components/automation/describe-flow";
import { FlowSentence } from "@/components/automation/flow-sentence";
import { GuardedMenuItem } from "@/components/permission/guarded-menu";
import { RowMenu } from "@/components/permission/row-menu";
import { Badge } from "@/components/ui/badge";
import { RowLink } from "@/components/ui/row-link";
import { Table } from "@/components/ui/table";
import type { FlowActivity } from "@/domain/automation/flow";
import { changeScopeOf } from "@/domain/webhook/change-scope";

/** An automation as the list shows it. */
export interface ListedAutomation {
  id: string;
  name: string;
  words: FlowWords;
  enabled: boolean;
  /** True when it was disabled because it started too often. */
  isStopped: boolean;
  protected: boolean;
  /** The number of executions that are kept, and of those that began in the last 24 hours. */
  runs: number;
  lastDay: number;
  /** Null for one that never ran. */
  last: FlowActivity["last"] | null;
}

/** Shows the organization's automations. */
export function AutomationTable({
  automations,
  onDelete,
  renderLast,
  renderSwitch,
  empty,
}: {
  automations: readonly ListedAutomation[];
  onDelete: (automation: ListedAutomation) => void;
  /** Shows what became of an automation's last execution. */
  renderLast: (last: ListedAutomation["last"]) => ReactNode;
  /** Shows the switch that enables and disables an automation. */
  renderSwitch: (automation: ListedAutomation) => ReactNode;
  empty: ReactNode;
}) {
  const router = useRouter();
  return (
    <Table
      caption="Automations, the newest first"
      rows={automations}
      keyOf={({ id }) => id}
      rowClassName="max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center"
      empty={empty}
      columns={[
        {
          name: "Name",
          isRowHeader: true,
          cellClassName: "max-md:col-start-1 max-md:row-start-1",
          render: ({ id, name, words, isStopped }) => (
            <>
              <span className="flex min-w-0 items-center gap-2">
                <RowLink href={`/automations/${id}`} className="min-w-0">
                  {name}
                </RowLink>
                {isStopped && (
                  <Badge tone="warning" title="It started more often than its limit allows, and was disabled.">
                    Too many runs
                  </Badge>
                )}
              </span>
              <span className="block min-w-0 text-ink-muted text-xs">
                <FlowSentence words={words} isShort />
              </span>
            </>
          ),
        },
        {
          name: "Last 24 h",
          width: "w-24",
          className: "text-right max-lg:hidden",
          cellClassName: "text-ink-muted tabular-nums",
          render: ({ lastDay }) => lastDay.toLocaleString("en-GB"),
        },
        {
          name: "Runs",
          width: "w-24",
          className: "text-right max-md:hidden",
          cellClassName: "text-ink-muted tabular-nums",
          render: ({ runs }) => runs.toLocaleString("en-GB"),
        },
        {
          name: "Last result",
          width: "w-36",
          cellClassName: "whitespace-nowrap text-xs max-md:col-start-1 max-md:row-start-2",
          render: ({ last }) => renderLast(last),
        },
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-26",
          cellClassName: "relative max-md:col-start-2 max-md:row-span-2 max-md:row-start-1 max-md:pl-0",
          render: (automation) => (
            <span className="flex items-center justify-end gap-2">
              {renderSwitch(automation)}
              <RowMenu name={automation.name} scope={changeScopeOf(automation)}>
                <GuardedMenuItem
                  scope={changeScopeOf(automation)}
                  onSelect={() => router.push(`/automations/${automation.id}/edit` as Route)}
                >
                  <Pencil aria-hidden />
                  Edit
                </GuardedMenuItem>
                <GuardedMenuItem scope="write" onSelect={() => router.push(`/automations/new?from=${automation.id}` as Route)}>
                  <Copy aria-hidden />
                  Duplicate
                </GuardedMenuItem>
                <GuardedMenuItem scope={changeScopeOf(automation)} tone="danger" onSelect={() => onDelete(automation)}>
                  <Trash2 aria-hidden />
                  Delete
                </GuardedMenuItem>
              </RowMenu>
            </span>
          ),
        },
      ]}
    />
  );
}
