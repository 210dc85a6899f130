"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { InviteDialog } from "@/app/(portal)/settings/members/invite-dialog";
import { GuardedButton } from "@/components/permission/guarded-button";

export function InviteButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <GuardedButton scope="admin" variant="primary" onClick={() => setIsOpen(true)}>
        <UserPlus aria-hidden />
        Invite
      </GuardedButton>
      {isOpen && <InviteDialog email="" initialRole="viewer" onClose={() => setIsOpen(false)} />}
    </>
  );
}
