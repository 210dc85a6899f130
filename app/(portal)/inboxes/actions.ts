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

/** Changes an inbox; fields that `change` omits keep their value. A change of the answer or the sequence starts the sequence again. */
export async function updateInboxAction(inboxId: string, change: unknown): Promise<ActionResult<Inbox>> {
  return runAction("portal.updateInbox", ({ ctx }) => updateInbox({ ctx, input: { inboxId, change } }));
}

/** Deletes the requests that the inbox has received. */
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
