"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { inviteAction } from "@/app/(portal)/settings/members/actions";
import { InvitationOnce } from "@/components/member/invitation-once";
import { InviteForm } from "@/components/member/invite-form";
import { Button } from "@/components/ui/button";
import { DialogWindow } from "@/components/ui/dialog";
import type { Role } from "@/domain/user/roles";

/** Shows the window of an invitation: first the form, then the link, which is shown only once. */
export function InviteDialog({ email, initialRole, onClose }: { email: string; initialRole: Role; onClose: () => void }) {
  const router = useRouter();
  const [created, setCreated] = useState<{ email: string; link: string } | null>(null);
  const close = () => {
    if (created) router.refresh();
    onClose();
  };
  return (
    <DialogWindow
      title={created ? `${created.email} is invited` : "Invite to the organization"}
      description={created ? "This is the link." : "You get a link to hand on. An earlier link of the same address ends."}
      onClose={close}
      className="max-w-lg"
    >
      {created ? (
        <InvitationOnce
          email={created.email}
          link={created.link}
          next={
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          }
        />
      ) : (
        <InviteForm email={email} initialRole={initialRole} onSubmit={inviteAction} onCreated={setCreated} onCancel={close} />
      )}
    </DialogWindow>
  );
}
