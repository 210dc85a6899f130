import { Lock } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { ApiTokens } from "@/app/(portal)/settings/api/tokens/api-tokens";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
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
      {(cursor || next) && (
        <nav aria-label="Pages" className="flex justify-center gap-2">
          {cursor && <PageLink href="/settings/api/tokens">Newest</PageLink>}
          {next && <PageLink href={`/settings/api/tokens?cursor=${encodeURIComponent(next)}` as Route}>Older tokens</PageLink>}
        </nav>
      )}
    </PageBody>
  );
}

function PageLink({ href, children }: { href: Route; children: string }) {
  return (
    <Button asChild>
      <Link href={href}>{children}</Link>
    </Button>
  );
}

function Unavailable({ role }: { role: string }) {
  return (
    <PageBody crumbs={CRUMBS}>
      <PageHeader title="API tokens" />
      <div className="rounded-lg border">
        <EmptyState icon={Lock} title="API tokens are for owners">
          Your role is {role}. A token can act for the whole organization, so only its owners see and create them. Ask one of them.
        </EmptyState>
      </div>
    </PageBody>
  );
}
