"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Segmented } from "@/components/ui/segmented";

export const THEMES = [
  { value: "system", name: "System", icon: Monitor },
  { value: "light", name: "Light", icon: Sun },
  { value: "dark", name: "Dark", icon: Moon },
] as const;

/** Offers the themes: light, dark, or the system's. It is only ever drawn in the browser (in menus), which alone knows the choice. */
export function ThemeToggle() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Segmented
      label="Theme"
      className="flex w-full"
      value={theme}
      onValueChange={setTheme}
      options={THEMES.map(({ value, name, icon: Icon }) => ({ value, ariaLabel: name, label: <Icon aria-hidden /> }))}
    />
  );
}
