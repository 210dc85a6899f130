import { type FlowWords, sentenceOf } from "@/components/automation/describe-flow";
import { cn } from "@/components/ui/cn";

/** Shows an automation as a sentence. `isShort` keeps it to one line, with the rest on hover. */
export function FlowSentence({ words, isShort = false }: { words: FlowWords; isShort?: boolean }) {
  const { when, onlyIf, steps } = words;
  return (
    <span className={cn("block", isShort ? "truncate" : "break-words")} title={isShort ? sentenceOf(words) : undefined}>
      <Word>When</Word> {when}
      {onlyIf !== null && (
        <>
          , <Word>if</Word> {onlyIf}
        </>
      )}
      {steps.length === 0 && (
        <>
          , <Word>then</Word> do nothing
        </>
      )}
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two steps may have the same words, and they have no state
        <span key={index}>
          , <Word>then</Word> {step}
        </span>
      ))}
      .
    </span>
  );
}

function Word({ children }: { children: string }) {
  return <span className="font-medium text-ink">{children}</span>;
}
