"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { downloadDocument } from "@/app/(portal)/entities/download-document";
import type { SchemaDocument } from "@/components/entity-schema/schema-table";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";

/** Shows a document that describes a schema's entities, with the button that downloads it. `text` is JSON. */
export function DocumentSection({
  title,
  slug,
  document,
  text,
  children,
}: {
  title: string;
  slug: string;
  document: SchemaDocument;
  text: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="grid min-w-0 content-start gap-2">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold text-sm">{title}</h2>
          <p className="text-ink-muted text-xs">{children}</p>
        </div>
        <Button size="sm" aria-label={`Download ${title}`} onClick={() => downloadDocument(slug, document)}>
          <Download aria-hidden />
          Download
        </Button>
      </div>
      <CodeBlock text={text} label={title} isJson className="max-h-112" />
    </section>
  );
}
