"use client";

import { json } from "@codemirror/lang-json";
import { CodeEditor, type CodeEditorProps } from "@/components/code-editor/code-editor";
import { readJson } from "@/components/json/read-json";

const JSON_LANGUAGE = json();

/** Shows an editor for JSON that marks mistakes where they are. Load it through JsonField, which waits until it is needed. */
export function JsonEditor(props: CodeEditorProps) {
  return <CodeEditor {...props} language={JSON_LANGUAGE} check={findSlip} />;
}

function findSlip(text: string) {
  const read = text.trim() === "" ? null : readJson(text);
  return read && !read.ok ? read.fault : null;
}
