import type { Metadata, Route } from "next";
import type { ReactNode } from "react";
import { AcceptAsMember } from "@/app/invite/[token]/accept-as-member";
import { AcceptAsNewUser } from "@/app/invite/[token]/accept-as-new-user";
import { SignOutButton } from "@/app/invite/[token]/sign-out-button";
import { findPerson } from "@/app/session";
import { getProcess } from "@/app/web-process";
import { EntryPage } from "@/components/shell/entry-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { ROLE_WORDS } from "@/domain/user/roles";
import { findInvitation, type OpenInvitation } from "@/server/invitation/find-invitation";

export const metadata: Metadata = { title: "Invitation" };

/** Shows an invitation to anyone who has its link, signed in or not. */
export default async function InvitationPage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const { db, clock } = getProcess().means;
  const invitation = await findInvitation({ db, clock, token });
  if (!invitation) {
    return (
      <EntryPage title="This invitation is no longer good" description="It has expired, was revoked or has been used. Ask for a new link.">
        <Button asChild className="w-full">
          <Link href="/login">Sign in</Link>
        </Button>
      </EntryPage>
    );
  }
  const { organizationName, inviterName, role } = invitation;
  return (
    <EntryPage
      title={`Join ${organizationName}`}
      description={`${inviterName ? `${inviterName} has invited you` : "You are invited"} as ${ROLE_WORDS[role].label.toLowerCase()}.`}
    >
      {await wayIn({ token, invitation })}
    </EntryPage>
  );
}

async function wayIn({ token, invitation }: { token: string; invitation: OpenInvitation }): Promise<ReactNode> {
  const person = await findPerson();
  const callback = encodeURIComponent(`/invite/${token}`);
  if (person?.user.email === invitation.email) return <AcceptAsMember token={token} email={invitation.email} />;
  if (person) {
    return (
      <Panel>
        <p>
          This invitation is for <strong className="font-medium">{invitation.email}</strong>, and you are signed in as{" "}
          <strong className="font-medium">{person.user.email}</strong>.
        </p>
        <SignOutButton callbackUrl={`/invite/${token}`} />
      </Panel>
    );
  }
  if (invitation.hasAccount) {
    return (
      <Panel>
        <p>
          There is an account for <strong className="font-medium">{invitation.email}</strong>. Sign in with it to accept.
        </p>
        <Button asChild variant="primary" className="w-full">
          <Link href={`/login?callbackUrl=${callback}` as Route}>Sign in to accept</Link>
        </Button>
      </Panel>
    );
  }
  return <AcceptAsNewUser token={token} email={invitation.email} hasSingleSignOn={getProcess().env.oidc !== undefined} />;
}

function Panel({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 break-words rounded-xl border bg-canvas p-6 shadow-raised">{children}</div>;
}
