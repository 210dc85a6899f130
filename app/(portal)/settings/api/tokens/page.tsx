import type { Metadata } from "next";
import { ApiTokens } from "@/app/(portal)/settings/api/tokens/api-tokens";
import { requirePageSession } from "@/app/session";
import { RefusedPage } from "@/components/permission/refused-page";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { PageLinks } from "@/components/ui/page-links";
import { idForm } from "@/domain/id-forms";
import { listApiTokens } from "@/server/api-token/list-api-tokens";
import { isAllowed } from "@/server/authorise";

export const metadata: Metadata = { title: "API tokens" };

const CURSOR = idForm("apiToken");
const CRUMBS = [{ label: "Settings" }, { label: "API" }, { label: "API tokens" }];

export default async function TokensPage({ searchParams }: { searchParams: Promise<{ cursor?: string | string[] }> }) {
  const { ctx, role } = await requirePageSession();
  if (!isAllowed(ctx.actor, "admin")) return <Unavailable role={role} />;
  const { cursor: given } = await searchParams;
  const cursor = typeof given === "string" && CURSOR.test(given) ? given : undefined;
  const { data: tokens, next_cursor: next } = await listApiTokens({ ctx, input: { cursor } });
  return (
    <PageBody crumbs={CRUMBS}>
      <ApiTokens tokens={tokens} />
      <PageLinks
        newest={cursor ? "/settings/api/tokens" : null}
        older={next ? `/settings/api/tokens?cursor=${encodeURIComponent(next)}` : null}
        olderLabel="Older tokens"
      />
    </PageBody>
  );
}

function Unavailable({ role }: { role: string }) {
  return (
    <PageBody crumbs={CRUMBS}>
      <PageHeader title="API tokens" />
      <RefusedPage
        title="API tokens are for owners"
        refusal={`Your role is ${role}. A token can act for the whole organization, so only its owners see and create them. Ask one of them.`}
      />
    </PageBody>
  );
}
