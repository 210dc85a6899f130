"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { revokeTokenAction } from "@/app/(portal)/settings/api/tokens/actions";
import { TokenTable } from "@/components/api-token/token-table";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { ApiTokenAnswer } from "@/domain/api-token/api-token";

/** Shows the tokens, and asks before one is revoked. */
export function TokenList({ tokens }: { tokens: readonly ApiTokenAnswer[] }) {
  const router = useRouter();
  const [doomed, setDoomed] = useState<ApiTokenAnswer | null>(null);
  return (
    <>
      <TokenTable tokens={tokens} onRevoke={setDoomed} />
      <ConfirmDialog
        about={doomed}
        onClose={() => setDoomed(null)}
        title={({ name }) => `Revoke “${name}”?`}
        description={({ prefix }) => (
          <>
            <code className="mb-2 block font-mono text-xs">{prefix}…</code>
            Whatever uses this token is refused from now on. This cannot be undone.
          </>
        )}
        confirmLabel="Revoke token"
        action={({ id }) => revokeTokenAction(id)}
        onDone={({ name }) => {
          toast.success(`Revoked “${name}”`);
          router.refresh();
        }}
      />
    </>
  );
}
