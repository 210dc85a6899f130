"use client";

import { X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type AuditFilter, auditLogHref } from "@/components/audit/audit-filter";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { AUDIT_ACTION_NAMES, isAuditAction } from "@/domain/audit/audit-actions";

const ANY = "any";
/** Returns an action's name in words: `api_token.created` gives "API token created". */
const labelOf = (name: string) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll(/[._]/g, " ").replace(/^Api /, "API ");
const ACTIONS = [{ value: ANY, label: "Any action" }, ...AUDIT_ACTION_NAMES.map((name) => ({ value: name, label: labelOf(name) }))];

/** Shows the filters of the audit log, all of them kept in the address. `actorName` and `targetName` are shown in place of their ids. */
export function AuditFilters({
  filter,
  actors,
  actorName,
  targetName,
}: {
  filter: AuditFilter;
  /** The organization's members, the actors most likely to be chosen. */
  actors: readonly { id: string; name: string }[];
  actorName: string | null;
  targetName: string | null;
}) {
  const router = useRouter();
  const go = (changed: AuditFilter) => router.push(auditLogHref({ ...filter, ...changed, cursor: undefined }) as Route);
  const isKnown = filter.actor === undefined || actors.some(({ id }) => id === filter.actor);
  const people = [
    { value: ANY, label: "Anyone" },
    ...actors.map(({ id, name }) => ({ value: id, label: name })),
    ...(isKnown || !filter.actor ? [] : [{ value: filter.actor, label: actorName ?? filter.actor }]),
  ];
  const isNarrowed = filter.actor !== undefined || filter.action !== undefined || filter.target !== undefined;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Actor"
        value={filter.actor ?? ANY}
        onValueChange={(id) => go({ actor: id === ANY ? undefined : id })}
        options={people}
        className="w-48 max-md:w-full"
      />
      <Select
        aria-label="Action"
        value={filter.action ?? ANY}
        onValueChange={(action) => go({ action: isAuditAction(action) ? action : undefined })}
        options={ACTIONS}
        className="w-64 max-md:w-full"
      />
      {filter.target !== undefined && (
        <Button size="sm" onClick={() => go({ target: undefined })} aria-label={`Target: ${targetName ?? filter.target}. Show all targets`}>
          <span className="max-w-48 truncate">{targetName ?? filter.target}</span>
          <X aria-hidden />
        </Button>
      )}
      {isNarrowed && (
        <Button variant="ghost" size="sm" onClick={() => go({ actor: undefined, action: undefined, target: undefined })}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
