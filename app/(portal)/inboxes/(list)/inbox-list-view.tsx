"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Inbox as InboxIcon, Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createInboxAction, updateInboxAction } from "@/app/(portal)/inboxes/actions";
import { DeleteInboxDialog } from "@/app/(portal)/inboxes/delete-inbox-dialog";
import { inboxesQuery } from "@/app/(portal)/inboxes/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { InboxNameDialog } from "@/components/inbox/inbox-name-dialog";
import { InboxTable } from "@/components/inbox/inbox-table";
import { GuardedButton } from "@/components/permission/guarded-button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Inbox } from "@/domain/inbox/inbox";

/** Shows the organization's inboxes, kept up to date, and the actions on them. */
export function InboxListView() {
  const router = useRouter();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(inboxesQuery);
  /** The inbox that the dialog renames; "new" creates one. */
  const [named, setNamed] = useState<Inbox | "new" | null>(null);
  const [doomed, setDoomed] = useState<Inbox | null>(null);
  const inboxes = data?.data ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: inboxesQuery.queryKey });
  const create = (
    <GuardedButton scope="write" variant="primary" onClick={() => setNamed("new")}>
      <Plus aria-hidden />
      Create inbox
    </GuardedButton>
  );
  return (
    <>
      <PageHeader
        title="Inboxes"
        description="Each is an endpoint of its own, here in Postern: it shows every request that arrives, and answers as you tell it."
        actions={inboxes.length > 0 && create}
      />
      {error && <QueryFault error={error} onRetry={() => refetch()} />}
      {data && (
        <InboxTable
          inboxes={inboxes}
          onRename={setNamed}
          onDelete={setDoomed}
          empty={
            <EmptyState icon={InboxIcon} title="No inboxes yet" action={create}>
              Try a webhook out before your own endpoint is ready: send it to an inbox, look at what arrives, and see what happens when the
              endpoint fails or is slow.
            </EmptyState>
          }
        />
      )}
      {named && (
        <InboxNameDialog
          inbox={named === "new" ? null : named}
          action={(input) => (named === "new" ? createInboxAction(input) : updateInboxAction(named.id, input))}
          onDone={async (inbox) => {
            if (named === "new") return router.push(`/inboxes/${inbox.id}` as Route);
            await refresh();
            setNamed(null);
          }}
          onClose={() => setNamed(null)}
        />
      )}
      <DeleteInboxDialog inbox={doomed} onClose={() => setDoomed(null)} onDeleted={refresh} />
    </>
  );
}
