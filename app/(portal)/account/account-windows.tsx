"use client";

import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { toast } from "sonner";
import { changePasswordAction, signOutEverywhereAction } from "@/app/(portal)/account/actions";
import { createOrganizationAction, renameOrganizationAction } from "@/app/(portal)/organization/actions";
import { goTo } from "@/app/(portal)/organization/go-to";
import { PasswordDialog } from "@/components/account/password-dialog";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { OrganizationDialog } from "@/components/organization/organization-dialog";
import type { FrameWindow } from "@/components/shell/sidebar";

/** Shows the window that a menu of the frame has opened, one at a time. */
export function AccountWindows({
  open,
  organizationName,
  onClose,
}: {
  open: FrameWindow | null;
  organizationName: string;
  onClose: () => void;
}) {
  const router = useRouter();
  const afterPassword = async (changed: { email: string; newPassword: string }) => {
    const answer = await signIn("credentials", { email: changed.email, password: changed.newPassword, redirect: false }).catch(
      () => undefined,
    );
    if (!answer?.ok) return window.location.assign("/login");
    toast.success("Your password is changed", { description: "You are signed out everywhere else." });
    onClose();
    router.refresh();
  };
  return (
    <>
      {open === "password" && <PasswordDialog action={changePasswordAction} onDone={afterPassword} onClose={onClose} />}
      {open === "create" && (
        <OrganizationDialog purpose="create" name="" action={createOrganizationAction} onDone={() => goTo("/")} onClose={onClose} />
      )}
      {open === "rename" && (
        <OrganizationDialog
          purpose="rename"
          name={organizationName}
          action={renameOrganizationAction}
          onDone={({ name }) => {
            toast.success(`The organization is now called “${name}”`);
            onClose();
            router.refresh();
          }}
          onClose={onClose}
        />
      )}
      <ConfirmDialog
        about={open === "everywhere" ? open : null}
        onClose={onClose}
        title={() => "Sign out everywhere?"}
        description={() => "Every browser in which you are signed in, this one as well, has to sign in again."}
        confirmLabel="Sign out everywhere"
        action={signOutEverywhereAction}
        onDone={() => window.location.assign("/login")}
      />
    </>
  );
}
