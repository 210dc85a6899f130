import { syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { CODE_COLOURS } from "@/components/ui/code-colours";

const LINE_HEIGHT_REM = 1.25;

/** Returns the portal's look for an editor of at least `minLines` lines, in the theme's colours. */
export function editorLook(minLines: number): Extension {
  return [
    syntaxHighlighting(CODE_COLOURS),
    EditorView.theme({
      "&": { fontSize: "0.75rem", color: "var(--ink)", backgroundColor: "transparent" },
      "&.cm-focused": { outline: "none" },
      ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: `${LINE_HEIGHT_REM}rem`, maxHeight: "24rem", overflow: "auto" },
      ".cm-content": { padding: "0.5rem 0", minHeight: `${minLines * LINE_HEIGHT_REM + 1}rem`, caretColor: "var(--ink)" },
      ".cm-line": { padding: "0 0.625rem" },
      ".cm-cursor": { borderLeftColor: "var(--ink)" },
      ".cm-placeholder": { color: "var(--ink-subtle)" },
      "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
        backgroundColor: "color-mix(in oklab, var(--accent) 24%, transparent)",
      },
      "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--line-strong)" },
      "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--danger-soft)" },
      ".cm-lintRange-error": {
        backgroundImage: "none",
        textDecoration: "underline wavy var(--danger-solid)",
        textUnderlineOffset: "3px",
      },
      ".cm-tooltip": {
        backgroundColor: "var(--raised)",
        color: "var(--ink)",
        border: "1px solid var(--line)",
        borderRadius: "0.5rem",
        boxShadow: "0 2px 6px hsl(var(--shadow) / 0.08), 0 16px 40px -8px hsl(var(--shadow) / 0.22)",
        overflow: "hidden",
      },
      ".cm-tooltip.cm-tooltip-autocomplete > ul": {
        fontFamily: "var(--font-mono)",
        fontSize: "0.75rem",
        maxHeight: "14rem",
        padding: "0.25rem",
      },
      ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.5rem", borderRadius: "0.375rem" },
      ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--hover)", color: "var(--ink)" },
      ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
      ".cm-completionDetail": { color: "var(--ink-subtle)", fontStyle: "normal" },
      ".cm-tooltip.cm-completionInfo": {
        padding: "0.375rem 0.625rem",
        fontFamily: "var(--font-sans)",
        fontSize: "0.75rem",
        maxWidth: "16rem",
      },
      ".cm-diagnostic": { padding: "0.375rem 0.625rem", borderLeft: "none", fontFamily: "var(--font-sans)", fontSize: "0.75rem" },
    }),
  ];
}
