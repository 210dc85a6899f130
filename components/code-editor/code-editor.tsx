"use client";

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { linter, lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, StateEffect } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder as placeholderText } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { editorLook } from "@/components/code-editor/editor-look";

/** A fault in a text, and the characters that it covers: `from` to `to`, counted from 0. */
export interface CodeFault {
  message: string;
  from: number;
  to: number;
}

export interface CodeEditorProps {
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  label: string;
  placeholder: string;
  minLines: number;
  isInvalid: boolean;
  describedBy: string | undefined;
  /** True when the editor takes the focus as soon as it is there. */
  isFocusedAtFirst?: boolean;
}

const LINT_DELAY_MS = 300;

const recheck = StateEffect.define();

/**
 * Shows an editor for a language. Only the first `language` counts. `check` finds the fault to mark, a moment after each change of the text
 * or of `recheckOn`. The editor brings CodeMirror with it: load it through a field that waits until it is needed.
 */
export function CodeEditor({
  value,
  language,
  recheckOn,
  ...props
}: CodeEditorProps & { language: Extension; check: (text: string) => CodeFault | null; recheckOn?: unknown }) {
  const parentRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const attributes = useRef(new Compartment());
  const initial = useRef({ value, language });

  useEffect(() => {
    if (!parentRef.current) return;
    const { placeholder, minLines } = latest.current;
    const view = new EditorView({
      parent: parentRef.current,
      state: EditorState.create({
        doc: initial.current.value,
        extensions: [
          behaviour,
          initial.current.language,
          createLinter((text) => latest.current.check(text)),
          editorLook(minLines),
          placeholderText(placeholder),
          attributes.current.of(attributesOf(latest.current)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          EditorView.domEventHandlers({ blur: () => latest.current.onBlur() }),
        ],
      }),
    });
    viewRef.current = view;
    if (latest.current.isFocusedAtFirst) view.contentDOM.focus();
    return () => view.destroy();
  }, []);

  useEffect(() => {
    const view = viewRef.current;
    const text = view?.state.doc.toString();
    if (view && text !== value) view.dispatch({ changes: { from: 0, to: text?.length ?? 0, insert: value } });
  }, [value]);

  const { label, isInvalid, describedBy } = props;
  useEffect(() => {
    viewRef.current?.dispatch({ effects: attributes.current.reconfigure(attributesOf({ label, isInvalid, describedBy })) });
  }, [label, isInvalid, describedBy]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change of recheckOn matters, its value is not read
  useEffect(() => {
    viewRef.current?.dispatch({ effects: recheck.of(null) });
  }, [recheckOn]);

  return <div ref={parentRef} className="min-w-0" />;
}

function attributesOf({ label, isInvalid, describedBy }: Pick<CodeEditorProps, "label" | "isInvalid" | "describedBy">): Extension {
  return EditorView.contentAttributes.of({
    "aria-label": label,
    ...(isInvalid ? { "aria-invalid": "true" } : {}),
    ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
    spellcheck: "false",
  });
}

/** The editor's behaviour. It leaves Tab alone, so that a keyboard user gets out of the editor as they came in. */
const behaviour: Extension = [
  history(),
  drawSelection(),
  bracketMatching(),
  closeBrackets(),
  EditorView.lineWrapping,
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
];

function createLinter(check: (text: string) => CodeFault | null): Extension {
  return linter(
    (view) => {
      const fault = check(view.state.doc.toString());
      return fault ? [{ ...fault, severity: "error" }] : [];
    },
    {
      delay: LINT_DELAY_MS,
      needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(recheck))),
    },
  );
}
