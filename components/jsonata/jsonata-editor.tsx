"use client";

import { autocompletion } from "@codemirror/autocomplete";
import { useRef, useState } from "react";
import { CodeEditor, type CodeEditorProps, type CodeFault } from "@/components/code-editor/code-editor";
import { checkJsonata, locateFault, type RuntimeFault } from "@/components/jsonata/check-jsonata";
import { createCompletion, type KnownPath } from "@/components/jsonata/complete-jsonata";
import { jsonataLanguage } from "@/components/jsonata/jsonata-language";

export interface JsonataEditorProps extends CodeEditorProps {
  /** Called with the mistake in what was typed; null where there is none. */
  onCheck: (fault: CodeFault | null) => void;
  /** The paths that an expression may name, for completion. */
  paths: readonly KnownPath[];
  /** The reason why the expression, as it is, could not be evaluated. */
  runtimeFault?: RuntimeFault | null;
}

/** Shows an editor for JSONata, with the language's parser. Load it through JsonataField, which waits until it is needed. */
export function JsonataEditor({ paths, runtimeFault = null, onCheck, ...props }: JsonataEditorProps) {
  const latestPaths = useRef(paths);
  latestPaths.current = paths;
  const [language] = useState(() => [
    jsonataLanguage,
    autocompletion({ override: [createCompletion(() => latestPaths.current)], icons: false, maxRenderedOptions: 50 }),
  ]);
  const check = (text: string) => {
    const slip = checkJsonata(text);
    onCheck(slip);
    return slip ?? (runtimeFault && locateFault(text, runtimeFault));
  };
  return <CodeEditor {...props} language={language} check={check} recheckOn={runtimeFault} />;
}
