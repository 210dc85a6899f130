"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { revokeInvitationAction } from "@/app/(portal)/settings/members/actions";
import { InviteDialog } from "@/app/(portal)/settings/members/invite-dialog";
import { InvitationTable } from "@/components/member/invitation-table";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Invitation } from "@/domain/invitation/invitation";

/** The invitations that wait, and the question before one is revoked. */
export function InvitationList({ invitations, nowMs }: { invitations: readonly Invitation[]; nowMs: number }) {
  const router = useRouter();
  const [doomed, setDoomed] = useState<Invitation | null>(null);
  const [renewed, setRenewed] = useState<Invitation | null>(null);
  const revoke = async () => {
    if (!doomed) return true;
    const result = await revokeInvitationAction(doomed.id);
    if (!result.ok) {
      toast.error("The invitation was not revoked", { description: result.error.message });
      return false;
    }
    toast.success(`Revoked the invitation of ${doomed.email}`);
    router.refresh();
    return true;
  };
  return (
    <section aria-labelledby="invitations" className="grid min-w-0 gap-3">
      <h2 id="invitations" className="font-semibold text-base">
        Pending invitations
      </h2>
      <InvitationTable invitations={invitations} nowMs={nowMs} onRenew={setRenewed} onRevoke={setDoomed} />
      {renewed && <InviteDialog email={renewed.email} initialRole={renewed.role} onClose={() => setRenewed(null)} />}
      <ConfirmDialog
        isOpen={doomed !== null}
        onOpenChange={(isOpen) => !isOpen && setDoomed(null)}
        title={`Revoke the invitation of ${doomed?.email ?? ""}?`}
        description="Its link stops working at once. You can invite the same address again."
        confirmLabel="Revoke invitation"
        onConfirm={revoke}
      />
    </section>
  );
}
