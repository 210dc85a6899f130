"use client";

import { Boxes } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { downloadDocument } from "@/app/(portal)/entities/download-document";
import { type ListedSchema, SchemaTable } from "@/components/entity-schema/schema-table";
import { rankMatches } from "@/components/search/rank-matches";
import { EmptyState } from "@/components/ui/empty-state";
import { NothingFound, SearchInput } from "@/components/ui/search-input";
import { TableFrame } from "@/components/ui/table";
import { trimPasted } from "@/domain/trim-pasted";

/** Shows the organization's entity schemas with their search, whose text is in the address. `create` is the next step without any. */
export function SchemaList({ schemas, create }: { schemas: readonly ListedSchema[]; create: ReactNode }) {
  const pathname = usePathname();
  const wanted = useSearchParams().get("q") ?? "";
  const search = (text: string) => window.history.replaceState(null, "", text ? `${pathname}?q=${encodeURIComponent(text)}` : pathname);
  if (schemas.length === 0) {
    return (
      <TableFrame>
        <EmptyState icon={Boxes} title="No entities yet" action={create}>
          An entity schema says what your records hold. Each change of a record publishes an event that webhooks can listen to.
        </EmptyState>
      </TableFrame>
    );
  }
  const shown = rankMatches(schemas, trimPasted(wanted), ({ slug, plural, description }) => ({
    names: [plural, slug],
    texts: description === null ? [] : [description],
  }));
  return (
    <div className="grid min-w-0 gap-3">
      <SearchInput label="Search entities" placeholder="Search by name" value={wanted} onChange={search} />
      {shown.length > 0 ? (
        <SchemaTable schemas={shown} onDownload={downloadDocument} />
      ) : (
        <TableFrame>
          <NothingFound onClear={() => search("")}>No entity matches “{wanted}”.</NothingFound>
        </TableFrame>
      )}
    </div>
  );
}
