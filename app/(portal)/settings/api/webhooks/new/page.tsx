import type { Metadata } from "next";
import { CreateWebhook } from "@/app/(portal)/settings/api/webhooks/new/create-webhook";
import { requirePageSession } from "@/app/session";
import { RefusedPage } from "@/components/permission/refused-page";
import { PageBody } from "@/components/shell/page-body";
import { isPosternError } from "@/domain/errors";
import { refusalOf } from "@/domain/user/roles";
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { listEventTypes } from "@/server/event-type/list-event-types";
import { getInbox } from "@/server/inbox/get-inbox";

export const metadata: Metadata = { title: "Create webhook" };

const CRUMBS = [
  { label: "Settings" },
  { label: "API" },
  { label: "Webhooks", href: "/settings/api/webhooks" },
  { label: "Create" },
] as const;

/** Returns the address of the inbox that the new webhook shall send to; undefined where there is no such inbox. */
async function readInboxUrl(ctx: Context, inboxId: string | string[] | undefined): Promise<string | undefined> {
  if (typeof inboxId !== "string") return undefined;
  try {
    return (await getInbox({ ctx, input: { inboxId } })).url;
  } catch (error) {
    if (isPosternError(error)) return undefined;
    throw error;
  }
}

export default async function NewWebhookPage({ searchParams }: PageProps<"/settings/api/webhooks/new">) {
  const { ctx, role, user, organization } = await requirePageSession();
  const refusal = refusalOf(role, "write");
  if (refusal !== null) {
    return (
      <PageBody crumbs={CRUMBS}>
        <RefusedPage title="You cannot create a webhook" refusal={refusal} />
      </PageBody>
    );
  }
  const [types, url] = await Promise.all([listEventTypes({ ctx }), readInboxUrl(ctx, (await searchParams).inbox)]);
  const maxTimeoutSeconds = isAllowed(ctx.actor, "admin") ? MAX_TIMEOUT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
  return (
    <PageBody crumbs={CRUMBS}>
      <CreateWebhook
        types={types}
        url={url}
        limits={{ hasStaticIp: ctx.hasStaticIp, maxTimeoutSeconds }}
        draftKey={`${organization.id}.${user.id}.new`}
      />
    </PageBody>
  );
}
