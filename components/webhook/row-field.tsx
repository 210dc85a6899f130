import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { ControlProps } from "@/components/form/field";
import { cn } from "@/components/ui/cn";

/**
 * Shows a control of a row. Its label is only announced, because its column tells what it is. Beneath it stand its fault and then its hint.
 */
export function RowField({
  label,
  error,
  hint,
  className,
  children,
}: {
  label: string;
  error: string | undefined;
  hint?: ReactNode;
  className?: string;
  children: (control: ControlProps & { "aria-label": string }) => ReactNode;
}) {
  const id = useId();
  const errorId = `${id}-error`;
  const hintId = `${id}-hint`;
  const describedBy = [error ? errorId : "", hint ? hintId : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid min-w-0 gap-1.5", className)}>
      {children({
        id,
        "aria-label": label,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy || undefined,
        "aria-required": undefined,
      })}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-danger-ink text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <div id={hintId} className="text-ink-muted text-xs">
          {hint}
        </div>
      )}
    </div>
  );
}
