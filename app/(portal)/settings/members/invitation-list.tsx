"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { revokeInvitationAction } from "@/app/(portal)/settings/members/actions";
import { InviteDialog } from "@/app/(portal)/settings/members/invite-dialog";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { InvitationTable } from "@/components/member/invitation-table";
import type { Invitation } from "@/domain/invitation/invitation";

/** Shows the pending invitations, and asks before one is revoked. */
export function InvitationList({ invitations, nowMs }: { invitations: readonly Invitation[]; nowMs: number }) {
  const router = useRouter();
  const [doomed, setDoomed] = useState<Invitation | null>(null);
  const [renewed, setRenewed] = useState<Invitation | null>(null);
  return (
    <section aria-labelledby="invitations" className="grid min-w-0 gap-3">
      <h2 id="invitations" className="font-semibold text-base">
        Pending invitations
      </h2>
      <InvitationTable invitations={invitations} nowMs={nowMs} onRenew={setRenewed} onRevoke={setDoomed} />
      {renewed && <InviteDialog email={renewed.email} initialRole={renewed.role} onClose={() => setRenewed(null)} />}
      <ConfirmDialog
        about={doomed}
        onClose={() => setDoomed(null)}
        title={({ email }) => `Revoke the invitation of ${email}?`}
        description={() => "Its link stops working at once. You can invite the same address again."}
        confirmLabel="Revoke invitation"
        action={({ id }) => revokeInvitationAction(id)}
        onDone={({ email }) => {
          toast.success(`Revoked the invitation of ${email}`);
          router.refresh();
        }}
      />
    </section>
  );
}
