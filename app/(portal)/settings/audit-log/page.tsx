import { ScrollText } from "lucide-react";
import type { Metadata, Route } from "next";
import { requirePageSession } from "@/app/session";
import { auditLogHref, readAuditFilter } from "@/components/audit/audit-filter";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditList } from "@/components/audit/audit-list";
import { RefusedPage } from "@/components/permission/refused-page";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageLinks } from "@/components/ui/page-links";
import { TableFrame } from "@/components/ui/table";
import { refusalOf } from "@/domain/user/roles";
import { listAuditLog } from "@/server/audit/list-audit-log";
import { listMembers } from "@/server/member/list-members";

export const metadata: Metadata = { title: "Audit log" };

const CRUMBS = [{ label: "Settings" }, { label: "Audit log" }];

export default async function AuditLogPage({ searchParams }: PageProps<"/settings/audit-log">) {
  const { ctx, role } = await requirePageSession();
  const refusal = refusalOf(role, "admin");
  if (refusal !== null) {
    return (
      <PageBody crumbs={CRUMBS}>
        <PageHeader title="Audit log" />
        <RefusedPage title="The audit log is for owners" refusal={refusal} />
      </PageBody>
    );
  }
  const filter = readAuditFilter(await searchParams);
  const [{ data: entries, next_cursor: next }, members] = await Promise.all([listAuditLog({ ctx, input: filter }), listMembers({ ctx })]);
  const isNarrowed = filter.actor !== undefined || filter.action !== undefined || filter.target !== undefined;
  return (
    <PageBody crumbs={CRUMBS}>
      <PageHeader
        title="Audit log"
        description="Who did what to webhooks, tokens, members and all else that is set here. Entries never change."
      />
      <div className="grid min-w-0 gap-3">
        <AuditFilters
          filter={filter}
          actors={members.map(({ userId: id, name }) => ({ id, name }))}
          actorName={entries.find(({ actor }) => actor.id === filter.actor)?.actor.name ?? null}
          targetName={entries.find(({ target }) => target.id === filter.target)?.target.name ?? null}
        />
        <TableFrame>
          {entries.length > 0 ? (
            <AuditList entries={entries} hrefOf={(narrowed) => auditLogHref(narrowed) as Route} />
          ) : (
            <EmptyState icon={ScrollText} title={isNarrowed || filter.cursor ? "No entry matches" : "Nothing has been changed yet"}>
              {isNarrowed || filter.cursor
                ? "Try another actor or action."
                : "Whatever is created, changed or deleted from now on is told here."}
            </EmptyState>
          )}
        </TableFrame>
      </div>
      <PageLinks
        newest={filter.cursor ? auditLogHref({ ...filter, cursor: undefined }) : null}
        older={next ? auditLogHref({ ...filter, cursor: next }) : null}
        olderLabel="Older entries"
      />
    </PageBody>
  );
}
