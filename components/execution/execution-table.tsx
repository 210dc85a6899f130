import type { Route } from "next";
import type { ReactNode } from "react";
import { describeCause } from "@/components/execution/describe-cause";
import { describeTimeTaken } from "@/components/execution/describe-time-taken";
import { executionHref } from "@/components/execution/execution-href";
import { ExecutionStatusBadge } from "@/components/execution/execution-status";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { type Column, Table, TIME_CELL } from "@/components/ui/table";
import type { ListedExecution } from "@/domain/automation/listed-execution";

export const UNTITLED = "Without a title";

const STATUS: Column<ListedExecution> = {
  name: "Status",
  width: "w-34",
  cellClassName: "max-md:col-start-2 max-md:row-start-1 max-md:text-right",
  render: ({ status }) => <ExecutionStatusBadge status={status} />,
};

const START: Column<ListedExecution> = {
  name: "Started by",
  isRowHeader: true,
  cellClassName: "max-md:col-start-1 max-md:row-start-1",
  render: (execution) => (
    <>
      <RowLink href={executionHref(execution)}>{describeCause(execution.trigger)}</RowLink>
      <Reason reason={execution.reason} />
    </>
  ),
};

const AUTOMATION: Column<ListedExecution> = {
  name: "Automation",
  isRowHeader: true,
  cellClassName: "max-md:col-start-1 max-md:row-start-1",
  render: (execution) => (
    <>
      <RowLink href={executionHref(execution)}>{execution.flow.name}</RowLink>
      {execution.reason === null ? (
        <span className="block truncate text-ink-subtle text-xs">{describeCause(execution.trigger)}</span>
      ) : (
        <Reason reason={execution.reason} />
      )}
    </>
  ),
};

const RECORD: Column<ListedExecution> = {
  name: "Record",
  width: "w-[28%]",
  cellClassName: "max-md:col-start-1 max-md:row-start-2",
  render: ({ entity: { id, schema, title, isThere } }) => (
    <span className="flex min-w-0 items-baseline gap-1.5">
      {isThere ? (
        <Link
          href={`/entities/${schema}/${id}` as Route}
          className="relative min-w-0 truncate rounded-sm text-accent-ink underline-offset-2 hover:underline max-md:py-1"
        >
          {title ?? UNTITLED}
        </Link>
      ) : (
        <span className="min-w-0 truncate text-ink-muted">{title ?? UNTITLED} (gone)</span>
      )}
      <span className="shrink-0 text-ink-subtle text-xs">{schema}</span>
    </span>
  ),
};

const ACTIONS: Column<ListedExecution> = {
  name: "Actions done",
  width: "w-28",
  className: "max-lg:hidden",
  cellClassName: "text-ink-muted tabular-nums",
  render: ({ actions: { done, total } }) => `${done} of ${total}`,
};

const TOOK: Column<ListedExecution> = {
  name: "Took",
  width: "w-24",
  className: "max-lg:hidden",
  cellClassName: "text-ink-muted tabular-nums",
  render: ({ created_at, ended_at }) => describeTimeTaken(created_at, ended_at) ?? "–",
};

const STARTED: Column<ListedExecution> = {
  name: "Started",
  width: "w-26",
  className: "text-right",
  cellClassName: cn(TIME_CELL, "max-md:col-start-2 max-md:row-start-2"),
  render: ({ created_at }) => <RelativeTime iso={created_at} className="relative" />,
};

/**
 * Shows executions; each row leads to its execution. The rows of an automation's page name the record, those of a record's page the
 * automation (`names`).
 */
export function ExecutionTable({
  executions,
  names,
  isStale = false,
  empty,
}: {
  /** Null while they are loading. */
  executions: readonly ListedExecution[] | null;
  names: "record" | "automation";
  isStale?: boolean;
  empty: ReactNode;
}) {
  const isOfAutomation = names === "record";
  return (
    <Table
      caption="Executions, the newest first"
      rows={executions}
      keyOf={({ id }) => id}
      isStale={isStale}
      empty={empty}
      columns={[STATUS, isOfAutomation ? START : AUTOMATION, isOfAutomation && RECORD, ACTIONS, TOOK, STARTED]}
    />
  );
}

function Reason({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return (
    <span className="block truncate text-ink-subtle text-xs" title={reason}>
      {reason}
    </span>
  );
}
