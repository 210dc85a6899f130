import { Lock, ScrollText } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { requirePageSession } from "@/app/session";
import { auditLogHref, readAuditFilter } from "@/components/audit/audit-filter";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditList } from "@/components/audit/audit-list";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
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
        <div className="rounded-lg border">
          <EmptyState icon={Lock} title="The audit log is for owners">
            {refusal}
          </EmptyState>
        </div>
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
        <div className="min-w-0 rounded-lg border">
          {entries.length > 0 ? (
            <AuditList entries={entries} hrefOf={(narrowed) => auditLogHref(narrowed) as Route} />
          ) : (
            <EmptyState icon={ScrollText} title={isNarrowed || filter.cursor ? "No entry matches" : "Nothing has been changed yet"}>
              {isNarrowed || filter.cursor
                ? "Try another actor or action."
                : "Whatever is created, changed or deleted from now on is told here."}
            </EmptyState>
          )}
        </div>
      </div>
      {(filter.cursor || next) && (
        <nav aria-label="Pages" className="flex justify-center gap-2">
          {filter.cursor && <PageLink href={auditLogHref({ ...filter, cursor: undefined }) as Route}>Newest</PageLink>}
          {next && <PageLink href={auditLogHref({ ...filter, cursor: next }) as Route}>Older entries</PageLink>}
        </nav>
      )}
    </PageBody>
  );
}

function PageLink({ href, children }: { href: Route; children: string }) {
  return (
    <Button asChild>
      <Link href={href}>{children}</Link>
    </Button>
  );
}
