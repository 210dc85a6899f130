"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { CreateTokenDialog } from "@/app/(portal)/settings/api/tokens/create-token-dialog";
import { TokenList } from "@/app/(portal)/settings/api/tokens/token-list";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TableFrame } from "@/components/ui/table";
import type { ApiTokenAnswer } from "@/domain/api-token/api-token";

/**
 * Shows the organization's tokens, and the window that creates one. The window is outside the list and the empty state, because
 * the page is read again while the window shows the first token.
 */
export function ApiTokens({ tokens }: { tokens: readonly ApiTokenAnswer[] }) {
  const [isCreating, setIsCreating] = useState(false);
  const create = (
    <Button variant="primary" onClick={() => setIsCreating(true)}>
      <Plus aria-hidden />
      Create token
    </Button>
  );
  return (
    <>
      <PageHeader
        title="API tokens"
        description="A program sends one with each request to the API. What it may do, you say when you create it."
        actions={tokens.length > 0 && create}
      />
      {tokens.length === 0 ? (
        <TableFrame>
          <EmptyState icon={KeyRound} title="No API tokens yet" action={create}>
            Create one for each program that publishes events or manages webhooks, so that each can be revoked on its own.
          </EmptyState>
        </TableFrame>
      ) : (
        <TokenList tokens={tokens} />
      )}
      {isCreating && <CreateTokenDialog onClose={() => setIsCreating(false)} />}
    </>
  );
}
