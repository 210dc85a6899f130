"use server";

import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import type { Inbox } from "@/domain/inbox/inbox";
import { clearInbox } from "@/server/inbox/clear-inbox";
import { createInbox } from "@/server/inbox/create-inbox";
import { deleteInbox } from "@/server/inbox/delete-inbox";
import { updateInbox } from "@/server/inbox/update-inbox";

export async function createInboxAction(input: unknown): Promise<ActionResult<Inbox>> {
  return runAction("portal.createInbox", ({ ctx }) => createInbox({ ctx, input }));
}

/** What `change` does not name stays; with an answer or a sequence the sequence begins anew. */
export async function updateInboxAction(inboxId: string, change: unknown): Promise<ActionResult<Inbox>> {
  return runAction("portal.updateInbox", ({ ctx }) => updateInbox({ ctx, input: { inboxId, change } }));
}

/** Deletes what the inbox has received. */
export async function clearInboxAction(inboxId: string): Promise<ActionResult<null>> {
  return runAction("portal.clearInbox", async ({ ctx }) => {
    await clearInbox({ ctx, input: { inboxId } });
    return null;
  });
}

export async function deleteInboxAction(inboxId: string): Promise<ActionResult<null>> {
  return runAction("portal.deleteInbox", async ({ ctx }) => {
    await deleteInbox({ ctx, input: { inboxId } });
    return null;
  });
}
