import { Activity, Braces, KeyRound, type LucideIcon, RotateCw, Webhook } from "lucide-react";
import type { Route } from "next";

export interface NavigationItem {
  label: string;
  href: Route;
  icon: LucideIcon;
}

/** Every place of the portal that there is: the sidebar and the palette both show these. */
export const NAVIGATION: readonly { label: string; items: readonly NavigationItem[] }[] = [
  {
    label: "Monitor",
    items: [
      { label: "Events", href: "/events", icon: Activity },
      { label: "Replay jobs", href: "/replay-jobs", icon: RotateCw },
    ],
  },
  {
    label: "Settings · API",
    items: [
      { label: "Webhooks", href: "/settings/api/webhooks", icon: Webhook },
      { label: "API tokens", href: "/settings/api/tokens", icon: KeyRound },
    ],
  },
  { label: "Settings", items: [{ label: "Environment variables", href: "/settings/environment", icon: Braces }] },
];
