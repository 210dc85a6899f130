import {
  Activity,
  BookOpenText,
  Boxes,
  Braces,
  FileCode2,
  Hourglass,
  Inbox,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  RotateCw,
  ScrollText,
  ShieldCheck,
  Users,
  Webhook,
  Workflow,
} from "lucide-react";
import type { Route } from "next";

export interface NavigationItem {
  label: string;
  href: Route;
  icon: LucideIcon;
}

/** The list of the portal's places. The sidebar and the palette both show all of them. */
export const NAVIGATION: readonly { label: string; items: readonly NavigationItem[] }[] = [
  {
    label: "Monitor",
    items: [
      { label: "Overview", href: "/", icon: LayoutDashboard },
      { label: "Events", href: "/events", icon: Activity },
      { label: "Event catalogue", href: "/events/catalogue", icon: BookOpenText },
      { label: "Replay jobs", href: "/replay-jobs", icon: RotateCw },
      { label: "Inboxes", href: "/inboxes", icon: Inbox },
    ],
  },
  {
    label: "Sources",
    items: [
      { label: "Entities", href: "/entities", icon: Boxes },
      { label: "Automations", href: "/automations", icon: Workflow },
    ],
  },
  {
    label: "Settings · API",
    items: [
      { label: "Webhooks", href: "/settings/api/webhooks", icon: Webhook },
      { label: "API tokens", href: "/settings/api/tokens", icon: KeyRound },
      { label: "API reference", href: "/settings/api/reference", icon: FileCode2 },
    ],
  },
  {
    label: "Settings",
    items: [
      { label: "Environment variables", href: "/settings/environment", icon: Braces },
      { label: "Members", href: "/settings/members", icon: Users },
      { label: "Retention", href: "/settings/retention", icon: Hourglass },
      { label: "Audit log", href: "/settings/audit-log", icon: ScrollText },
      { label: "Signing keys", href: "/settings/signing-keys", icon: ShieldCheck },
    ],
  },
];

/** Returns the place that an address belongs to: the one whose own address is the longest match. Undefined where none matches. */
export function findCurrent(pathname: string): Route | undefined {
  const within = NAVIGATION.flatMap(({ items }) => items).filter(
    ({ href }) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)),
  );
  return within.sort((one, other) => other.href.length - one.href.length)[0]?.href;
}
