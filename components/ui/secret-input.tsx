"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

/** Shows a field whose text is hidden until it is asked for. */
export function SecretInput({ className, label, ...props }: Omit<ComponentProps<"input">, "type"> & { label: string }) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input type={isShown ? "text" : "password"} spellCheck={false} className={cn("pr-9 max-md:pr-11", className)} {...props} />
      <button
        type="button"
        aria-label={isShown ? `Hide ${label}` : `Show ${label}`}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-md text-ink-subtle hover:text-ink max-md:w-10"
      >
        <Icon className="size-4" aria-hidden />
      </button>
    </div>
  );
}
