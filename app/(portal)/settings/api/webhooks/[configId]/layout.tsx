import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";

/**
 * Reads the webhook ahead of the pages and their skeletons: once a skeleton has been sent the answer is 200, and an address that names
 * no webhook is to answer 404. It guards nothing: each page asks for the session itself.
 */
export default async function WebhookLayout({ children, params }: LayoutProps<"/settings/api/webhooks/[configId]">) {
  await readWebhook((await params).configId);
  return children;
}
