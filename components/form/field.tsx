import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";

/** The attributes that tie a control to its label, hint and fault. */
export interface ControlProps {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
  "aria-required": boolean | undefined;
}

/** Shows a label, its control, a hint, and the fault of what was typed. */
export function Field({
  label,
  hint,
  error,
  isRequired = false,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : "", error ? errorId : ""].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy || undefined,
        "aria-required": isRequired || undefined,
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
