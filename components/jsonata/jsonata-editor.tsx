"use client";

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { linter, lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, StateEffect } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder as placeholderText } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { checkJsonata, type JsonataFault, locateFault, type RuntimeFault } from "@/components/jsonata/check-jsonata";
import { createCompletion, type KnownPath } from "@/components/jsonata/complete-jsonata";
import { editorLook } from "@/components/jsonata/editor-look";
import { jsonataLanguage } from "@/components/jsonata/jsonata-language";

export interface JsonataEditorProps {
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  /** The slip that is in what was typed; null where there is none. */
  onCheck: (fault: JsonataFault | null) => void;
  /** What an expression may name, for completion. */
  paths: readonly KnownPath[];
  label: string;
  placeholder: string;
  minLines: number;
  isInvalid: boolean;
  describedBy: string | undefined;
  /** Why the expression, as it is, could not be evaluated. */
  runtimeFault?: RuntimeFault | null;
  /** Whether it takes the focus once it is there. */
  isFocusedAtFirst?: boolean;
}

const LINT_DELAY_MS = 300;

/** The text is checked again: what its evaluation came to is known, or does not hold any longer. */
const runtimeFaultChanged = StateEffect.define<RuntimeFault | null>();

/** An editor for JSONata. It comes with CodeMirror and JSONata's parser: load it through JsonataField, which waits until it is needed. */
export function JsonataEditor({ value, paths, ...props }: JsonataEditorProps) {
  const parentRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView | null>(null);
  const latest = useRef({ paths, ...props });
  latest.current = { paths, ...props };
  const attributes = useRef(new Compartment());
  const initial = useRef(value);

  useEffect(() => {
    if (!parentRef.current) return;
    const { placeholder, minLines } = latest.current;
    const view = new EditorView({
      parent: parentRef.current,
      state: EditorState.create({
        doc: initial.current,
        extensions: [
          behaviour({
            readPaths: () => latest.current.paths,
            readRuntimeFault: () => latest.current.runtimeFault ?? null,
            onCheck: (fault) => latest.current.onCheck(fault),
          }),
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

  const { label, isInvalid, describedBy, runtimeFault } = props;
  useEffect(() => {
    viewRef.current?.dispatch({ effects: attributes.current.reconfigure(attributesOf({ label, isInvalid, describedBy })) });
  }, [label, isInvalid, describedBy]);

  useEffect(() => {
    viewRef.current?.dispatch({ effects: runtimeFaultChanged.of(runtimeFault ?? null) });
  }, [runtimeFault]);

  return <div ref={parentRef} className="min-w-0" />;
}

function attributesOf({ label, isInvalid, describedBy }: Pick<JsonataEditorProps, "label" | "isInvalid" | "describedBy">): Extension {
  return EditorView.contentAttributes.of({
    "aria-label": label,
    ...(isInvalid ? { "aria-invalid": "true" } : {}),
    ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
    spellcheck: "false",
  });
}

/** Tab is not taken: by keyboard one gets out of the editor as one came in. */
function behaviour({
  readPaths,
  readRuntimeFault,
  onCheck,
}: {
  readPaths: () => readonly KnownPath[];
  readRuntimeFault: () => RuntimeFault | null;
  onCheck: JsonataEditorProps["onCheck"];
}): Extension {
  return [
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [createCompletion(readPaths)], icons: false, maxRenderedOptions: 50 }),
    jsonataLanguage,
    EditorView.lineWrapping,
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    linter(
      (view) => {
        const text = view.state.doc.toString();
        const slip = checkJsonata(text);
        const runtimeFault = readRuntimeFault();
        onCheck(slip);
        const fault = slip ?? (runtimeFault && locateFault(text, runtimeFault));
        return fault ? [{ ...fault, severity: "error" }] : [];
      },
      {
        delay: LINT_DELAY_MS,
        needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(runtimeFaultChanged))),
      },
    ),
  ];
}
