"use client";

import { Check, ChevronsUpDown, Pencil, Plus } from "lucide-react";
import { useRefusal } from "@/components/permission/role-context";
import { Logo } from "@/components/shell/logo";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export interface OrganizationChoice {
  id: string;
  name: string;
  role: string;
}

/** Shows whose portal this is, and leads to the user's other organizations. */
export function OrganizationMenu({
  current,
  organizations,
  onSwitch,
  onCreate,
  onRename,
}: {
  current: { id: string; name: string };
  organizations: readonly OrganizationChoice[];
  onSwitch: (organizationId: string) => void;
  onCreate: () => void;
  onRename: () => void;
}) {
  const refusal = useRefusal("admin");
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger
        aria-label={`Organization: ${current.name}`}
        className="flex h-9 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover max-md:h-11"
      >
        <Logo className="size-6 shrink-0" />
        <span className="min-w-0 flex-1 truncate font-semibold text-sm">{current.name}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        <div className="scrollbar-slim max-h-72 overflow-y-auto">
          {organizations.map(({ id, name, role }) => (
            <DropdownMenuItem
              key={id}
              onSelect={() => id !== current.id && onSwitch(id)}
              aria-current={id === current.id || undefined}
              className="h-auto min-h-8 py-1.5"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate leading-4">{name}</span>
                <span className="block text-ink-subtle text-xs capitalize leading-4">{role}</span>
              </span>
              {id === current.id && <Check aria-hidden className="shrink-0" />}
            </DropdownMenuItem>
          ))}
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onRename} disabled={refusal !== null}>
          <Pencil aria-hidden />
          Rename organization
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onCreate} disabled={refusal !== null}>
          <Plus aria-hidden />
          Create organization
        </DropdownMenuItem>
        {refusal && <p className="px-2 pt-1 pb-1.5 text-ink-muted text-xs">{refusal}</p>}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
