import { tagHighlighter, tags } from "@lezer/highlight";

/** The colours of code, wherever it is shown or typed: a class for each kind of token. */
export const CODE_COLOURS = tagHighlighter([
  { tag: tags.comment, class: "text-ink-subtle italic" },
  { tag: [tags.string, tags.regexp], class: "text-success-ink" },
  { tag: tags.number, class: "text-accent-ink" },
  { tag: [tags.atom, tags.bool, tags.null, tags.keyword, tags.self], class: "text-warning-ink" },
  { tag: [tags.variableName, tags.function(tags.variableName)], class: "text-accent-ink" },
  { tag: tags.propertyName, class: "text-ink" },
  { tag: [tags.operator, tags.punctuation], class: "text-ink-muted" },
]);
