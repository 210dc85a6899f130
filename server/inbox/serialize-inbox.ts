import { answersLeft } from "@/domain/inbox/choose-answer";
import type { Inbox as InboxAnswer } from "@/domain/inbox/inbox";
import { inboxUrl } from "@/domain/inbox/inbox-address";
import type { Inbox } from "@/prisma/generated/client";
import { scriptOf } from "@/server/inbox/inbox-script";

/** Returns an inbox's row as the API shows it. `kept` is the number of its requests that are still stored. */
export function serializeInbox(input: { inbox: Inbox; kept: number; publicUrl: string }): InboxAnswer {
  const { inbox, kept, publicUrl } = input;
  const { answer, sequence } = scriptOf(inbox);
  return {
    id: inbox.id,
    name: inbox.name,
    url: inboxUrl({ publicUrl, inboxId: inbox.id }),
    answer,
    sequence: [...sequence],
    sequenceLeft: answersLeft(sequence, inbox.received - inbox.sequenceStart),
    received: inbox.received,
    kept,
    lastRequestAt: inbox.lastRequestAt?.toISOString() ?? null,
    createdAt: inbox.createdAt.toISOString(),
  };
}
