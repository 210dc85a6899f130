"use client";

import { Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { findCurrent, NAVIGATION } from "@/components/shell/navigation";
import { type OrganizationChoice, OrganizationMenu } from "@/components/shell/organization-menu";
import { type PortalUser, UserMenu } from "@/components/shell/user-menu";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";

/** The windows that the sidebar's menus open over the page. */
export type FrameWindow = "password" | "everywhere" | "create" | "rename";

/** Shows the sidebar: whose portal this is, the places to go, and who is signed in. */
export function Sidebar({
  organization,
  organizations,
  user,
  onSearch,
  onSwitch,
  onOpenWindow,
  onSignOut,
  onNavigate,
}: {
  organization: { id: string; name: string };
  organizations: readonly OrganizationChoice[];
  user: PortalUser;
  onSearch: () => void;
  onSwitch: (organizationId: string) => void;
  onOpenWindow: (window: FrameWindow) => void;
  onSignOut: () => void;
  /** Called when a link was followed, so that a sheet that holds the sidebar can close. */
  onNavigate?: () => void;
}) {
  const current = findCurrent(usePathname());
  return (
    <div className="flex h-full min-h-0 flex-col bg-sidebar">
      <div className="flex h-12 items-center px-2 max-md:h-14">
        <OrganizationMenu
          current={organization}
          organizations={organizations}
          onSwitch={onSwitch}
          onCreate={() => onOpenWindow("create")}
          onRename={() => onOpenWindow("rename")}
        />
      </div>
      <div className="px-3 pt-1 pb-3">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-md border bg-canvas px-2.5 text-ink-subtle text-sm transition-colors hover:border-line-strong hover:text-ink-muted max-md:h-10"
        >
          <Search className="size-3.5" aria-hidden />
          <span className="flex-1 text-left">Search</span>
          <span className="flex gap-0.5 max-md:hidden" aria-hidden>
            <Kbd>⌘</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
      </div>
      <nav aria-label="Portal" className="scrollbar-slim flex-1 overflow-y-auto px-3">
        {NAVIGATION.map((group) => (
          <div key={group.label} className="mb-5">
            <div className="mb-1 px-2.5 font-medium text-ink-subtle text-xs">{group.label}</div>
            <ul className="grid gap-0.5">
              {group.items.map(({ label, href, icon: Icon }) => {
                const isCurrent = href === current;
                return (
                  <li key={href}>
                    <Link
                      href={href}
                      {...(onNavigate ? { onClick: onNavigate } : {})}
                      aria-current={isCurrent ? "page" : undefined}
                      className={cn(
                        "flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-sm transition-colors max-md:h-10",
                        isCurrent ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
                      )}
                    >
                      <Icon className={cn("size-4", isCurrent ? "text-accent-ink" : "text-ink-subtle")} aria-hidden />
                      {label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </nav>
      <div className="border-t p-2">
        <UserMenu
          user={user}
          onChangePassword={() => onOpenWindow("password")}
          onSignOutEverywhere={() => onOpenWindow("everywhere")}
          onSignOut={onSignOut}
        />
      </div>
    </div>
  );
}
