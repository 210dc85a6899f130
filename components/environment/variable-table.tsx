"use client";

import { Ellipsis, Lock, Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { GuardedMenuItem, MenuRefusal } from "@/components/permission/guarded-menu";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EnvironmentVariableAnswer } from "@/domain/environment/environment-variable";

const cell = "px-3 py-2 first:pl-4 max-md:py-0 max-md:first:pl-3";
const head = cn(cell, "h-9 py-0 text-left font-medium text-ink-subtle text-xs");
const MAX_NAMED = 3;

/** The organization's variables. */
export function VariableTable({
  variables,
  onEdit,
  onDelete,
}: {
  variables: readonly EnvironmentVariableAnswer[];
  onEdit: (variable: EnvironmentVariableAnswer) => void;
  onDelete: (variable: EnvironmentVariableAnswer) => void;
}) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Environment variables, by key</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={cn(head, "w-[28%]")}>
            Key
          </th>
          <th scope="col" className={head}>
            Value
          </th>
          <th scope="col" className={cn(head, "w-[26%]")}>
            Used by
          </th>
          <th scope="col" className={cn(head, "w-28 text-right max-lg:hidden")}>
            Changed
          </th>
          <th scope="col" className={cn(head, "w-12")}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {variables.map((variable) => (
          <tr
            key={variable.key}
            className="h-13 max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-y-1 max-md:py-2.5"
          >
            <th scope="row" className={cn(cell, "text-left font-normal max-md:min-w-0")}>
              <span className="flex min-w-0 items-center gap-1">
                <span className="truncate font-medium font-mono text-xs" title={variable.key}>
                  {variable.key}
                </span>
                <CopyButton text={`{{ env.${variable.key} }}`} label={`the reference to ${variable.key}`} />
              </span>
            </th>
            <td className={cn(cell, "max-md:order-2 max-md:col-span-full max-md:min-w-0")}>
              <Value variable={variable} />
            </td>
            <td className={cn(cell, "max-md:order-3 max-md:col-span-full max-md:min-w-0")}>
              <Users webhooks={variable.webhooks} />
            </td>
            <td className={cn(cell, "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums max-lg:hidden")}>
              <RelativeTime iso={variable.updated_at} />
            </td>
            <td className={cn(cell, "text-right max-md:order-1 max-md:pl-0")}>
              <RowMenu variable={variable} onEdit={onEdit} onDelete={onDelete} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ variable: { type, value } }: { variable: EnvironmentVariableAnswer }) {
  if (type === "SecretString") {
    return (
      <Badge>
        <Lock aria-hidden />
        Secret
      </Badge>
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

function RowMenu({
  variable,
  onEdit,
  onDelete,
}: {
  variable: EnvironmentVariableAnswer;
  onEdit: (variable: EnvironmentVariableAnswer) => void;
  onDelete: (variable: EnvironmentVariableAnswer) => void;
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${variable.key}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <GuardedMenuItem scope="write" onSelect={() => onEdit(variable)}>
          <Pencil aria-hidden />
          Edit
        </GuardedMenuItem>
        <GuardedMenuItem scope="write" tone="danger" onSelect={() => onDelete(variable)}>
          <Trash2 aria-hidden />
          Delete
        </GuardedMenuItem>
        <MenuRefusal scope="write" />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
