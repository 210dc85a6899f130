"use client";

import type { ReactElement } from "react";
import { GuardedButton } from "@/components/permission/guarded-button";
import { useRefusal } from "@/components/permission/role-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { Table } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import type { Member } from "@/domain/member/member";
import { ROLE_WORDS, ROLES, type Role } from "@/domain/user/roles";

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].label }));

interface MemberActions {
  /** The id of the user who looks at the list. */
  ownId: string;
  onChangeRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
}

/** Shows the organization's members and their roles. */
export function MemberTable({ members, ...actions }: { members: readonly Member[] } & MemberActions) {
  const owners = members.filter(({ role }) => role === "owner").length;
  const isLastOwner = ({ role }: Member) => role === "owner" && owners === 1;
  return (
    <Table
      caption="Members, in the order in which they joined"
      rows={members}
      keyOf={({ userId }) => userId}
      rowClassName="max-md:items-center max-md:gap-y-2 max-md:py-3"
      columns={[
        {
          name: "Member",
          isRowHeader: true,
          cellClassName: "max-md:col-span-full",
          render: (member) => <Person member={member} isSelf={member.userId === actions.ownId} />,
        },
        {
          name: "Role",
          width: "w-36",
          render: (member) => <RoleControl member={member} isLastOwner={isLastOwner(member)} onChangeRole={actions.onChangeRole} />,
        },
        {
          name: "Joined",
          width: "w-32",
          cellClassName: "text-ink-muted text-xs max-md:hidden",
          render: ({ joinedAt }) => <RelativeTime iso={joinedAt} />,
        },
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-28",
          cellClassName: "text-right",
          render: (member) => <GoButton member={member} isLastOwner={isLastOwner(member)} {...actions} />,
        },
      ]}
    />
  );
}

function Person({ member: { name, email }, isSelf }: { member: Member; isSelf: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs uppercase"
      >
        {name.slice(0, 1)}
      </span>
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" title={name}>
            {name}
          </span>
          {isSelf && <Badge tone="neutral">You</Badge>}
        </span>
        <span className="block truncate text-ink-subtle text-xs" title={email}>
          {email}
        </span>
      </span>
    </span>
  );
}

/** Shows the button that removes a member, or with which the reader leaves. */
function GoButton({ member, isLastOwner, ownId, onRemove }: { member: Member; isLastOwner: boolean } & MemberActions) {
  const { userId, name } = member;
  const isSelf = userId === ownId;
  const act = isSelf ? "Leave" : "Remove";
  if (isLastOwner) {
    return (
      <LastOwner>
        <Button variant="danger-quiet" size="sm" aria-disabled className="cursor-not-allowed opacity-50" aria-label={`${act} ${name}`}>
          {act}
        </Button>
      </LastOwner>
    );
  }
  return (
    <GuardedButton
      scope={isSelf ? "read" : "admin"}
      variant="danger-quiet"
      size="sm"
      aria-label={`${act} ${name}`}
      onClick={() => onRemove(member)}
    >
      {act}
    </GuardedButton>
  );
}

function RoleControl({
  member,
  isLastOwner,
  onChangeRole,
}: {
  member: Member;
  isLastOwner: boolean;
  onChangeRole: MemberActions["onChangeRole"];
}) {
  const refusal = useRefusal("admin");
  const { name, role } = member;
  if (refusal !== null) return <span title={refusal}>{ROLE_WORDS[role].label}</span>;
  const select = (
    <Select
      aria-label={`Role of ${name}`}
      value={role}
      disabled={isLastOwner}
      onValueChange={(chosen) => onChangeRole(member, ROLES.find((known) => known === chosen) ?? role)}
      options={ROLE_OPTIONS}
      className="w-28"
    />
  );
  if (!isLastOwner) return select;
  return (
    <LastOwner>
      <span className="inline-block">{select}</span>
    </LastOwner>
  );
}

/** Shows the reason why an organization's last owner can neither leave nor change role. */
function LastOwner({ children }: { children: ReactElement }) {
  return <Tooltip text="The organization's last owner. Make someone else an owner first.">{children}</Tooltip>;
}
