"use client";

import { ChevronsUpDown, KeyRound, LogOut, MonitorX } from "lucide-react";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/domain/user/roles";

export interface PortalUser {
  name: string;
  email: string;
  role: Role;
  /** True when the user signs in with a password. */
  hasPassword: boolean;
}

/** Shows who is signed in, and the actions on their account. */
export function UserMenu({
  user,
  onChangePassword,
  onSignOutEverywhere,
  onSignOut,
}: {
  user: PortalUser;
  onChangePassword: () => void;
  onSignOutEverywhere: () => void;
  onSignOut: () => void;
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label="Account"
        className="flex w-full items-center gap-2.5 rounded-md p-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
      >
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs uppercase"
        >
          {user.name.slice(0, 1)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-sm leading-4">{user.name}</span>
          <span className="block truncate text-ink-subtle text-xs leading-4">{user.email}</span>
        </span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-56">
        <DropdownMenuLabel>
          Signed in as <span className="capitalize">{user.role}</span>
        </DropdownMenuLabel>
        <div className="px-2 pb-2">
          <ThemeToggle />
        </div>
        <DropdownMenuSeparator />
        {user.hasPassword && (
          <DropdownMenuItem onSelect={onChangePassword}>
            <KeyRound aria-hidden />
            Change password
          </DropdownMenuItem>
        )}
        <DropdownMenuItem onSelect={onSignOutEverywhere}>
          <MonitorX aria-hidden />
          Sign out everywhere
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onSignOut}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
