"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { revokeTokenAction } from "@/app/(portal)/settings/api/tokens/actions";
import { TokenTable } from "@/components/api-token/token-table";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ApiTokenAnswer } from "@/domain/api-token/api-token";

/** The tokens, and the question before one is revoked. */
export function TokenList({ tokens }: { tokens: readonly ApiTokenAnswer[] }) {
  const router = useRouter();
  const [doomed, setDoomed] = useState<ApiTokenAnswer | null>(null);
  const revoke = async () => {
    if (!doomed) return true;
    const result = await revokeTokenAction(doomed.id);
    if (!result.ok) {
      toast.error("The token was not revoked", { description: result.error.message });
      return false;
    }
    toast.success(`Revoked “${doomed.name}”`);
    router.refresh();
    return true;
  };
  return (
    <>
      <TokenTable tokens={tokens} onRevoke={setDoomed} />
      <ConfirmDialog
        isOpen={doomed !== null}
        onOpenChange={(isOpen) => !isOpen && setDoomed(null)}
        title={`Revoke “${doomed?.name ?? ""}”?`}
        description={
          <>
            <code className="mb-2 block font-mono text-xs">{doomed?.prefix}…</code>
            Whatever uses this token is refused from now on. This cannot be undone.
          </>
        }
        confirmLabel="Revoke token"
        onConfirm={revoke}
      />
    </>
  );
}
