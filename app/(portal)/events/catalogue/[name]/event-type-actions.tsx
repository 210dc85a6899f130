"use client";

import { Pencil, Send, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { deleteEventTypeAction, sendTestEventAction } from "@/app/(portal)/events/catalogue/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";

/** Shows the actions on an event type: publish its example, change it, delete it. */
export function EventTypeActions(type: { name: string; label: string; isBuiltIn: boolean; listeners: number }) {
  const { name, label, isBuiltIn, listeners } = type;
  const router = useRouter();
  const { call, isPending } = useAction();
  const [isAsking, setIsAsking] = useState(false);

  async function send(): Promise<void> {
    const result = await call("The test event was not published", () => sendTestEventAction(name));
    if (!result.ok) return;
    const { eventId, sent, skipped } = result.data;
    const webhooks = (count: number) => (count === 1 ? "1 webhook" : `${count} webhooks`);
    const description =
      sent + skipped === 0 ? "No webhook listens to it." : `Sent to ${webhooks(sent)}${skipped > 0 ? `, skipped for ${skipped}` : ""}.`;
    const open = { label: "See it", onClick: () => router.push(`/events?q=${encodeURIComponent(eventId)}` as Route) };
    toast.success("Test event published", { description, ...(sent + skipped > 0 && { action: open }) });
  }

  return (
    <>
      {!isBuiltIn && (
        <>
          <GuardedButton scope="write" variant="danger-quiet" onClick={() => setIsAsking(true)}>
            <Trash2 aria-hidden />
            Delete
          </GuardedButton>
          <GuardedButton scope="write" href={`/events/catalogue/${encodeURIComponent(name)}/edit` as Route}>
            <Pencil aria-hidden />
            Edit
          </GuardedButton>
        </>
      )}
      <GuardedButton scope="publish" variant="primary" isPending={isPending} onClick={send}>
        <Send aria-hidden />
        Send test event
      </GuardedButton>
      <ConfirmDialog
        about={isAsking ? type : null}
        onClose={() => setIsAsking(false)}
        title={() => `Delete “${label}”?`}
        description={() =>
          listeners > 0
            ? "Webhooks listen to this event: it can be deleted once none does."
            : "It can be published no more, and no webhook can listen to it. Its events stay in the log."
        }
        confirmLabel="Delete event type"
        action={() => deleteEventTypeAction(name)}
        onDone={() => {
          toast.success(`Deleted “${label}”`);
          router.push("/events/catalogue");
        }}
      />
    </>
  );
}
