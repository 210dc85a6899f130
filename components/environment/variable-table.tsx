"use client";

import { Lock, Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { GuardedMenuItem } from "@/components/permission/guarded-menu";
import { RowMenu } from "@/components/permission/row-menu";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Column, Table, TIME_CELL } from "@/components/ui/table";
import type { EnvironmentVariableAnswer } from "@/domain/environment/environment-variable";

const MAX_NAMED = 3;

const COLUMNS: readonly Column<EnvironmentVariableAnswer>[] = [
  {
    name: "Key",
    isRowHeader: true,
    width: "w-[28%]",
    render: ({ key }) => (
      <span className="flex min-w-0 items-center gap-1">
        <span className="truncate font-medium font-mono text-xs" title={key}>
          {key}
        </span>
        <CopyButton text={`{{ env.${key} }}`} label={`the reference to ${key}`} />
      </span>
    ),
  },
  {
    name: "Value",
    cellClassName: "max-md:order-2 max-md:col-span-full",
    render: (variable) => <Value variable={variable} />,
  },
  {
    name: "Used by",
    width: "w-[26%]",
    cellClassName: "md:py-2 max-md:order-3 max-md:col-span-full",
    render: ({ webhooks }) => <Users webhooks={webhooks} />,
  },
  {
    name: "Changed",
    width: "w-28",
    className: "text-right max-lg:hidden",
    cellClassName: TIME_CELL,
    render: (variable) => <RelativeTime iso={variable.updated_at} />,
  },
];

/** Shows the organization's variables. */
export function VariableTable({
  variables,
  onEdit,
  onDelete,
  empty,
}: {
  variables: readonly EnvironmentVariableAnswer[];
  onEdit: (variable: EnvironmentVariableAnswer) => void;
  onDelete: (variable: EnvironmentVariableAnswer) => void;
  empty: ReactNode;
}) {
  return (
    <Table
      caption="Environment variables, by key"
      rows={variables}
      keyOf={({ key }) => key}
      rowClassName="max-md:items-center"
      empty={empty}
      columns={[
        ...COLUMNS,
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-14",
          cellClassName: "text-right max-md:order-1 max-md:pl-0",
          render: (variable) => (
            <RowMenu name={variable.key} scope="write">
              <GuardedMenuItem scope="write" onSelect={() => onEdit(variable)}>
                <Pencil aria-hidden />
                Edit
              </GuardedMenuItem>
              <GuardedMenuItem scope="write" tone="danger" onSelect={() => onDelete(variable)}>
                <Trash2 aria-hidden />
                Delete
              </GuardedMenuItem>
            </RowMenu>
          ),
        },
      ]}
    />
  );
}

function Value({ variable: { type, value, hosts = [] } }: { variable: EnvironmentVariableAnswer }) {
  if (type === "SecretString") {
    return (
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <Badge>
          <Lock aria-hidden />
          Secret
        </Badge>
        {hosts.length > 0 && (
          <span className="min-w-0 truncate text-ink-muted text-xs" title={hosts.join(", ")}>
            only to {hosts.join(", ")}
          </span>
        )}
      </span>
    );
  }
  if (value === undefined) return <span className="text-danger-ink text-xs">Sealed with another key: set it anew</span>;
  if (value === "") return <span className="text-ink-subtle text-xs">Empty</span>;
  return (
    <span className="block truncate font-mono text-xs" title={value}>
      {value}
    </span>
  );
}

function Users({ webhooks }: { webhooks: EnvironmentVariableAnswer["webhooks"] }) {
  if (webhooks.length === 0) return <span className="text-ink-subtle text-xs">No webhook</span>;
  const rest = webhooks.slice(MAX_NAMED);
  return (
    <ul className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {webhooks.slice(0, MAX_NAMED).map(({ id, name }) => (
        <li key={id} className="min-w-0 max-w-full truncate">
          <Link href={`/settings/api/webhooks/${id}` as Route} className="text-accent-ink hover:underline">
            {name}
          </Link>
        </li>
      ))}
      {rest.length > 0 && (
        <li className="text-ink-subtle" title={rest.map(({ name }) => name).join(", ")}>
          and {rest.length} more
        </li>
      )}
    </ul>
  );
}
