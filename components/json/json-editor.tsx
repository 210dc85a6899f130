"use client";

import { CodeEditor, type CodeEditorProps } from "@/components/code-editor/code-editor";
import { jsonLanguage } from "@/components/json/json-language";
import { readJson } from "@/components/json/read-json";

/** An editor for JSON, slips marked where they are. Load it through JsonField, which waits until it is needed. */
export function JsonEditor(props: CodeEditorProps) {
  return <CodeEditor {...props} language={jsonLanguage} check={findSlip} />;
}

function findSlip(text: string) {
  const read = text.trim() === "" ? null : readJson(text);
  return read && !read.ok ? read.fault : null;
}
