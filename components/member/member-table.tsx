"use client";

import type { ReactElement } from "react";
import { GuardedButton } from "@/components/permission/guarded-button";
import { useRefusal } from "@/components/permission/role-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { Tooltip } from "@/components/ui/tooltip";
import type { Member } from "@/domain/member/member";
import { ROLE_WORDS, ROLES, type Role } from "@/domain/user/roles";

const cell = "px-3 first:pl-4 last:pr-4 max-md:first:pl-3 max-md:last:pr-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");
const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].label }));

interface MemberActions {
  /** Who looks at the list. */
  ownId: string;
  onChangeRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
}

/** Who belongs to the organization, and as what. */
export function MemberTable({ members, ...actions }: { members: readonly Member[] } & MemberActions) {
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Members, in the order in which they joined</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={head}>
            Member
          </th>
          <th scope="col" className={cn(head, "w-36")}>
            Role
          </th>
          <th scope="col" className={cn(head, "w-32")}>
            Joined
          </th>
          <th scope="col" className={cn(head, "w-28")}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {members.map((member) => (
          <MemberRow key={member.userId} member={member} isLastOwner={member.role === "owner" && owners === 1} {...actions} />
        ))}
      </tbody>
    </table>
  );
}

function MemberRow({ member, isLastOwner, ownId, onChangeRole, onRemove }: { member: Member; isLastOwner: boolean } & MemberActions) {
  const { userId, name, email, joinedAt } = member;
  const isSelf = userId === ownId;
  const act = isSelf ? "Leave" : "Remove";
  return (
    <tr className="h-14 transition-colors hover:bg-hover max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-y-2 max-md:py-3">
      <th scope="row" className={cn(cell, "text-left font-normal max-md:col-span-full max-md:min-w-0")}>
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
      </th>
      <td className={cell}>
        <RoleControl member={member} isLastOwner={isLastOwner} onChangeRole={onChangeRole} />
      </td>
      <td className={cn(cell, "text-ink-muted text-xs max-md:hidden")}>
        <RelativeTime iso={joinedAt} />
      </td>
      <td className={cn(cell, "text-right")}>
        {isLastOwner ? (
          <LastOwner>
            <Button variant="danger-quiet" size="sm" aria-disabled className="cursor-not-allowed opacity-50" aria-label={`${act} ${name}`}>
              {act}
            </Button>
          </LastOwner>
        ) : (
          <GuardedButton
            scope={isSelf ? "read" : "admin"}
            variant="danger-quiet"
            size="sm"
            aria-label={`${act} ${name}`}
            onClick={() => onRemove(member)}
          >
            {act}
          </GuardedButton>
        )}
      </td>
    </tr>
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

/** Why nothing can be done to an organization's last owner. */
function LastOwner({ children }: { children: ReactElement }) {
  return <Tooltip text="The organization's last owner. Make someone else an owner first.">{children}</Tooltip>;
}
