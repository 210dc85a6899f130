import type { Metadata } from "next";
import { InvitationList } from "@/app/(portal)/settings/members/invitation-list";
import { InviteButton } from "@/app/(portal)/settings/members/invite-button";
import { MemberList } from "@/app/(portal)/settings/members/member-list";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";
import { listInvitations } from "@/server/invitation/list-invitations";
import { listMembers } from "@/server/member/list-members";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const { ctx, organization, user } = await requirePageSession();
  const [members, invitations] = await Promise.all([
    listMembers({ ctx }),
    isAllowed(ctx.actor, "admin") ? listInvitations({ ctx }) : Promise.resolve([]),
  ]);
  return (
    <PageBody crumbs={[{ label: "Settings" }, { label: "Members" }]}>
      <PageHeader
        title="Members"
        description={`Who belongs to ${organization.name}. Owners manage people, admins manage webhooks, viewers look.`}
        actions={<InviteButton />}
      />
      <MemberList members={members} ownId={user.id} organizationName={organization.name} />
      {invitations.length > 0 && <InvitationList invitations={invitations} nowMs={ctx.clock.now().getTime()} />}
    </PageBody>
  );
}
