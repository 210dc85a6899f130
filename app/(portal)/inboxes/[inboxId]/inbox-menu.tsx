"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, ListX, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { clearInboxAction, updateInboxAction } from "@/app/(portal)/inboxes/actions";
import { DeleteInboxDialog } from "@/app/(portal)/inboxes/delete-inbox-dialog";
import { inboxesQuery, inboxQuery, inboxRequestsQuery } from "@/app/(portal)/inboxes/queries";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { InboxNameDialog } from "@/components/inbox/inbox-name-dialog";
import { GuardedMenuItem, MenuRefusal } from "@/components/permission/guarded-menu";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { Inbox } from "@/domain/inbox/inbox";

/** Shows the rarer actions on an inbox: rename it, empty it, delete it. `onLeaving` gets true while the inbox may soon be gone. */
export function InboxMenu({ inbox, onLeaving }: { inbox: Inbox; onLeaving: (isLeaving: boolean) => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const [asked, setAsked] = useState<"rename" | "clear" | "delete" | null>(null);
  const isDeleted = useRef(false);
  const close = () => {
    setAsked(null);
    onLeaving(isDeleted.current);
  };
  const askToDelete = () => {
    onLeaving(true);
    setAsked("delete");
  };
  const refetchRequests = () =>
    Promise.all([
      client.resetQueries({ queryKey: inboxRequestsQuery(inbox.id).queryKey }),
      client.invalidateQueries({ queryKey: inboxQuery(inbox.id).queryKey }),
    ]);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="icon" aria-label={`Actions for ${inbox.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <GuardedMenuItem scope="write" onSelect={() => setAsked("rename")}>
            <Pencil aria-hidden />
            Rename
          </GuardedMenuItem>
          <GuardedMenuItem scope="write" disabled={inbox.kept === 0} onSelect={() => setAsked("clear")}>
            <ListX aria-hidden />
            Delete all requests
          </GuardedMenuItem>
          <GuardedMenuItem scope="write" tone="danger" onSelect={askToDelete}>
            <Trash2 aria-hidden />
            Delete inbox
          </GuardedMenuItem>
          <MenuRefusal scope="write" />
        </DropdownMenuContent>
      </DropdownMenu>
      {asked === "rename" && (
        <InboxNameDialog
          inbox={inbox}
          action={(change) => updateInboxAction(inbox.id, change)}
          onDone={(changed) => {
            client.setQueryData(inboxQuery(inbox.id).queryKey, changed);
            router.refresh();
            close();
          }}
          onClose={close}
        />
      )}
      <ConfirmDialog
        about={asked === "clear" ? inbox : null}
        onClose={close}
        title={({ name }) => `Delete all requests of “${name}”?`}
        description={({ kept }) => `${kept === 1 ? "1 request is" : `${kept} requests are`} gone then. The address and the answers stay.`}
        confirmLabel="Delete requests"
        action={({ id }) => clearInboxAction(id)}
        onDone={refetchRequests}
      />
      <DeleteInboxDialog
        inbox={asked === "delete" ? inbox : null}
        onClose={close}
        onDeleted={async () => {
          isDeleted.current = true;
          // Without this the list would show it from the cache for a moment.
          client.removeQueries({ queryKey: inboxesQuery.queryKey });
          router.push("/inboxes");
        }}
      />
    </>
  );
}
