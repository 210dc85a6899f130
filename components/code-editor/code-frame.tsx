import { type ReactNode, Suspense } from "react";
import { cn } from "@/components/ui/cn";

/** Shows an editor's border and, until the editor is there, the first line of its text. */
export function CodeFrame({
  isInvalid,
  text,
  minLines,
  children,
}: {
  isInvalid: boolean;
  text: string;
  minLines: number;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        "min-w-0 rounded-md border bg-canvas shadow-[0_1px_2px_rgb(0_0_0/0.03)] transition-[border-color,box-shadow] duration-100 focus-within:ring-3",
        isInvalid
          ? "border-danger-solid focus-within:ring-danger-solid/20"
          : "border-line-strong focus-within:border-accent focus-within:ring-accent/20 hover:border-ink-subtle",
      )}
    >
      <Suspense
        fallback={
          <div
            aria-hidden
            className="px-2.5 py-2 font-mono text-ink-subtle text-xs leading-5"
            style={{ minHeight: `${minLines * 1.25 + 1}rem` }}
          >
            {text.split("\n")[0]}
          </div>
        }
      >
        {children}
      </Suspense>
    </div>
  );
}
