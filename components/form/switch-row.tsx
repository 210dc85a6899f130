"use client";

import { type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";

/** Shows a switch with its name, and its meaning beneath. */
export function SwitchRow({
  label,
  isOn,
  onChange,
  children,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Switch id={id} checked={isOn} onCheckedChange={onChange} aria-describedby={`${id}-hint`} />
      <div className="min-w-0">
        <Label htmlFor={id}>{label}</Label>
        <div id={`${id}-hint`} className="text-ink-muted text-xs">
          {children}
        </div>
      </div>
    </div>
  );
}
