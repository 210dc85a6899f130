"use client";

import { useState } from "react";
import { VERIFY_SNIPPETS } from "@/components/signing/verify-snippets";
import { CodeBlock } from "@/components/ui/code-block";
import { Segmented } from "@/components/ui/segmented";

type Language = (typeof VERIFY_SNIPPETS)[number]["language"];

/** Shows how an endpoint checks that a request is Postern's, in the language that the reader chooses. */
export function VerifyGuide() {
  const [language, setLanguage] = useState<Language>("node");
  const snippet = VERIFY_SNIPPETS.find((candidate) => candidate.language === language) ?? VERIFY_SNIPPETS[0];
  return (
    <section aria-labelledby="verify-title" className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="verify-title" className="font-semibold text-sm">
            Verify a request
          </h2>
          <p className="text-ink-muted text-xs">
            Over the raw body, before anything parses it. Drop a <code className="font-mono">webhook-id</code> that you have seen: it is the
            same on every attempt.
          </p>
        </div>
        <Segmented
          label="Language"
          value={language}
          onValueChange={setLanguage}
          options={VERIFY_SNIPPETS.map((one) => ({ value: one.language, label: one.label }))}
        />
      </div>
      <CodeBlock text={snippet.code} label={`verify snippet for ${snippet.label}`} />
    </section>
  );
}
