"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { goTo } from "@/app/(portal)/organization/go-to";
import { changeRoleAction, removeMemberAction } from "@/app/(portal)/settings/members/actions";
import { MemberTable } from "@/components/member/member-table";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Member } from "@/domain/member/member";
import { ROLE_WORDS, type Role } from "@/domain/user/roles";

/** The members, and the question before one goes. */
export function MemberList({ members, ownId, organizationName }: { members: readonly Member[]; ownId: string; organizationName: string }) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const isSelf = leaving?.userId === ownId;
  const changeRole = async (member: Member, role: Role) => {
    if (role === member.role) return;
    const result = await changeRoleAction(member.userId, role).catch(() => null);
    if (result?.ok) {
      toast.success(`${member.name} is now ${ROLE_WORDS[role].label.toLowerCase()}`, {
        ...(member.userId === ownId ? {} : { action: { label: "Undo", onClick: () => void changeRole({ ...member, role }, member.role) } }),
      });
    } else toast.error("The role was not changed", { description: result?.error.message ?? "The server could not be reached." });
    router.refresh();
  };
  const remove = async () => {
    if (!leaving) return true;
    const result = await removeMemberAction(leaving.userId);
    if (!result.ok) {
      toast.error(isSelf ? "You have not left" : "The member was not removed", { description: result.error.message });
      return false;
    }
    if (isSelf) goTo("/");
    else toast.success(`Removed ${leaving.name}`);
    router.refresh();
    return true;
  };
  return (
    <>
      <MemberTable members={members} ownId={ownId} onChangeRole={changeRole} onRemove={setLeaving} />
      <ConfirmDialog
        isOpen={leaving !== null}
        onOpenChange={(isOpen) => !isOpen && setLeaving(null)}
        title={isSelf ? `Leave “${organizationName}”?` : `Remove ${leaving?.name ?? ""}?`}
        description={
          isSelf
            ? "You no longer see this organization. To come back you need an invitation."
            : `${leaving?.email} no longer sees this organization, from now on. What they made stays; API tokens that they created keep working.`
        }
        confirmLabel={isSelf ? "Leave organization" : "Remove member"}
        onConfirm={remove}
      />
    </>
  );
}
