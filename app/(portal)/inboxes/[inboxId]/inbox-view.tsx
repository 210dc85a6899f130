"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { toast } from "sonner";
import { InboxMenu } from "@/app/(portal)/inboxes/[inboxId]/inbox-menu";
import { InboxRequests } from "@/app/(portal)/inboxes/[inboxId]/inbox-requests";
import { updateInboxAction } from "@/app/(portal)/inboxes/actions";
import { inboxQuery } from "@/app/(portal)/inboxes/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { describeScript } from "@/components/inbox/describe-script";
import { ScriptDialog } from "@/components/inbox/script-dialog";
import { GuardedButton } from "@/components/permission/guarded-button";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { MAX_REQUESTS_KEPT, REQUESTS_KEPT_DAYS } from "@/domain/inbox/inbox";

/** Shows one inbox: its address, its script and its requests, kept up to date. */
export function InboxView({ inboxId, webhooks }: { inboxId: string; webhooks: readonly { id: string; name: string }[] }) {
  const client = useQueryClient();
  const query = inboxQuery(inboxId);
  const [isScripting, setIsScripting] = useState(false);
  // An inbox that is being deleted is not fetched any more, since the answer would be that it is gone.
  const [isLeaving, setIsLeaving] = useState(false);
  const { data: inbox, error, refetch } = useQuery({ ...query, enabled: !isLeaving });
  if (!inbox) return error ? <QueryFault error={error} onRetry={() => refetch()} /> : null;
  return (
    <>
      <PageHeader
        title={inbox.name}
        description={`It shows the latest ${MAX_REQUESTS_KEPT} requests, for ${REQUESTS_KEPT_DAYS} days.`}
        actions={
          <>
            <InboxMenu inbox={inbox} onLeaving={setIsLeaving} />
            <GuardedButton scope="write" variant="primary" href={`/settings/api/webhooks/new?inbox=${inbox.id}` as Route}>
              <Webhook aria-hidden />
              Use in a new webhook
            </GuardedButton>
          </>
        }
      />
      {error && <QueryFault error={error} onRetry={() => refetch()} />}
      <dl className="divide-y rounded-lg border">
        <div className="grid grid-cols-[7rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-3">
          <dt className="text-ink-muted max-md:col-span-full">Address</dt>
          <dd className="contents">
            <code className="min-w-0 break-all font-mono text-xs">{inbox.url}</code>
            <CopyButton text={inbox.url} label="address" isWide />
          </dd>
        </div>
        <div className="grid grid-cols-[7rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-3">
          <dt className="text-ink-muted max-md:col-span-full">Answers</dt>
          <dd className="contents">
            <span className="min-w-0" aria-live="polite">
              {describeScript(inbox)}
            </span>
            <GuardedButton scope="write" size="sm" onClick={() => setIsScripting(true)}>
              Change answers
            </GuardedButton>
          </dd>
        </div>
      </dl>
      <InboxRequests inbox={inbox} webhooks={webhooks} isFollowed={!isLeaving} />
      {isScripting && (
        <ScriptDialog
          inbox={inbox}
          action={(change) => updateInboxAction(inbox.id, change)}
          onDone={(changed) => {
            client.setQueryData(query.queryKey, changed);
            setIsScripting(false);
            toast.success("Saved: the next request is answered so");
          }}
          onClose={() => setIsScripting(false)}
        />
      )}
    </>
  );
}
