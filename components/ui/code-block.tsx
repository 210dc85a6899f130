import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { highlightJson, prettyJson } from "@/components/ui/highlight-json";

/** Shows a text as it was sent or is to be typed. JSON is laid out and coloured; what is copied is always `text` itself. */
export function CodeBlock({
  text,
  label,
  isJson = false,
  className,
}: {
  text: string;
  label: string;
  isJson?: boolean;
  className?: string;
}) {
  const pretty = isJson ? prettyJson(text) : { text, isJson: false };
  let offset = 0;
  return (
    <div className={cn("flex min-w-0 overflow-hidden rounded-lg border bg-sunken", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section aria-label={label} tabIndex={0} className="scrollbar-slim max-h-[inherit] min-w-0 flex-1 overflow-auto">
        <pre className="w-max min-w-full p-3 font-mono text-xs leading-5">
          {pretty.isJson
            ? highlightJson(pretty.text).map(({ text: part, className: colour }) => {
                offset += part.length;
                return (
                  <span key={offset} className={colour}>
                    {part}
                  </span>
                );
              })
            : pretty.text}
        </pre>
      </section>
      <CopyButton text={text} label={label} className="m-1.5 ml-0" />
    </div>
  );
}
