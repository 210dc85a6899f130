"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { goTo } from "@/app/(portal)/organization/go-to";
import { changeRoleAction, removeMemberAction } from "@/app/(portal)/settings/members/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useAction } from "@/components/form/use-action";
import { MemberTable } from "@/components/member/member-table";
import type { Member } from "@/domain/member/member";
import { ROLE_WORDS, type Role } from "@/domain/user/roles";

/** Shows the members, and asks before one is removed. */
export function MemberList({ members, ownId, organizationName }: { members: readonly Member[]; ownId: string; organizationName: string }) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const { call } = useAction();
  const isSelf = ({ userId }: Member) => userId === ownId;
  const changeRole = async (member: Member, role: Role) => {
    if (role === member.role) return;
    const result = await call("The role was not changed", () => changeRoleAction(member.userId, role));
    if (result.ok) {
      toast.success(`${member.name} is now ${ROLE_WORDS[role].label.toLowerCase()}`, {
        ...(isSelf(member) ? {} : { action: { label: "Undo", onClick: () => void changeRole({ ...member, role }, member.role) } }),
      });
    }
    router.refresh();
  };
  return (
    <>
      <MemberTable members={members} ownId={ownId} onChangeRole={changeRole} onRemove={setLeaving} />
      <ConfirmDialog
        about={leaving}
        onClose={() => setLeaving(null)}
        title={(member) => (isSelf(member) ? `Leave “${organizationName}”?` : `Remove ${member.name}?`)}
        description={(member) =>
          isSelf(member)
            ? "You no longer see this organization. To come back you need an invitation."
            : `${member.email} no longer sees this organization, from now on. What they made stays; API tokens that they created keep working.`
        }
        confirmLabel={leaving && isSelf(leaving) ? "Leave organization" : "Remove member"}
        action={({ userId }) => removeMemberAction(userId)}
        onDone={(member) => {
          if (isSelf(member)) goTo("/");
          else toast.success(`Removed ${member.name}`);
          router.refresh();
        }}
      />
    </>
  );
}
