import { readInbox } from "@/app/(portal)/inboxes/[inboxId]/read-inbox";

/**
 * Reads the inbox ahead of the page and its skeleton: once a skeleton has been sent the answer is 200, and an address that names no inbox
 * is to answer 404. It guards nothing: the page asks for the session itself.
 */
export default async function InboxLayout({ children, params }: LayoutProps<"/inboxes/[inboxId]">) {
  await readInbox((await params).inboxId);
  return children;
}
