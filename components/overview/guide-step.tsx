import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The state of a guide's step. */
export type StepState = "done" | "current" | "ahead";

const WORDS: Record<StepState, string> = { done: "Done", current: "Next", ahead: "Later" };

/** Shows one step of a guide: its purpose, and the button that does it when its time has come; once done, what came of it. */
export function GuideStep({
  number,
  title,
  state,
  children,
  action,
}: {
  number: number;
  title: string;
  state: StepState;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <li
      aria-current={state === "current" ? "step" : undefined}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-3 px-5 py-4 max-md:grid-cols-[auto_minmax(0,1fr)] max-md:px-4"
    >
      <span
        className={cn(
          "flex size-7 items-center justify-center self-start rounded-full border font-medium text-xs tabular-nums",
          state === "done" && "border-transparent bg-success-soft text-success-ink",
          state === "current" && "border-accent bg-accent-soft text-accent-ink",
          state === "ahead" && "text-ink-subtle",
        )}
      >
        {state === "done" ? <Check aria-hidden className="size-4" /> : <span aria-hidden>{number}</span>}
        <span className="sr-only">{WORDS[state]}:</span>
      </span>
      <div className="min-w-0">
        <h3 className={cn("font-medium leading-7", state === "ahead" && "text-ink-muted")}>{title}</h3>
        <div className="text-ink-muted">{children}</div>
      </div>
      {action && <div className="max-md:col-start-2">{action}</div>}
    </li>
  );
}
