import { cn } from "@/components/ui/cn";
import { diffLines } from "@/components/ui/diff-lines";

const SIGN = { same: " ", added: "+", removed: "−" } as const;
const WORD = { same: "", added: "Added: ", removed: "Removed: " } as const;
const LOOK = {
  same: "text-ink-muted",
  added: "bg-success-soft text-success-ink",
  removed: "bg-danger-soft text-danger-ink",
} as const;

/** Shows how a value changed; null where there was none, or is none any more. Texts of several lines are compared line by line. */
export function ChangedValue({ before, after }: { before: string | null; after: string | null }) {
  if (before !== null && after !== null && (before.includes("\n") || after.includes("\n"))) return <Lines before={before} after={after} />;
  return (
    <div className="grid min-w-0 gap-0.5">
      {before !== null && <Value kind="removed" text={before} />}
      {after !== null && <Value kind="added" text={after} />}
    </div>
  );
}

function Value({ kind, text }: { kind: "added" | "removed"; text: string }) {
  return (
    <p className={cn("flex min-w-0 gap-2 rounded px-1.5 font-mono", LOOK[kind])}>
      <span aria-hidden className="select-none">
        {SIGN[kind]}
      </span>
      <span className="sr-only">{WORD[kind]}</span>
      <span className="min-w-0 whitespace-pre-wrap break-all">{text === "" ? "(empty)" : text}</span>
    </p>
  );
}

function Lines({ before, after }: { before: string; after: string }) {
  let place = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section aria-label="Compared line by line" tabIndex={0} className="scrollbar-slim max-h-80 overflow-auto rounded">
      {diffLines(before, after).map(({ kind, text }) => {
        place++;
        return (
          <p key={place} className={cn("flex min-w-0 gap-2 px-1.5 font-mono", LOOK[kind])}>
            <span aria-hidden className="select-none">
              {SIGN[kind]}
            </span>
            {kind !== "same" && <span className="sr-only">{WORD[kind]}</span>}
            <span className="min-w-0 whitespace-pre-wrap break-all">{text}</span>
          </p>
        );
      })}
    </section>
  );
}
