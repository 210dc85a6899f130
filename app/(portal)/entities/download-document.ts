import { toast } from "sonner";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import type { SchemaDocument } from "@/components/entity-schema/schema-table";
import { NO_ANSWER } from "@/components/form/call-action";
import { entityDocument } from "@/domain/entity-schema/entity-schema-input";

/** Downloads the JSON Schema or the example of a schema's entities, as a file that people can read. A message says where it failed. */
export async function downloadDocument(slug: string, document: SchemaDocument): Promise<void> {
  try {
    const value = await fetchJson(`/data/entity-schemas/${slug}/${document}`, entityDocument);
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: "application/json" }));
    const link = Object.assign(window.document.createElement("a"), {
      href: url,
      download: document === "example" ? `${slug}.example.json` : `${slug}.schema.json`,
    });
    link.click();
    URL.revokeObjectURL(url);
  } catch (error) {
    toast.error("It was not downloaded", { description: error instanceof DataError ? error.message : NO_ANSWER.message });
  }
}
