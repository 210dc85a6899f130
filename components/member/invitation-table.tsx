"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table } from "@/components/ui/table";
import { DAY_MS } from "@/domain/duration";
import type { Invitation } from "@/domain/invitation/invitation";
import { ROLE_WORDS } from "@/domain/user/roles";

/** Returns the time until `expiresAt` in whole days, as people count them. `nowMs` is Unix milliseconds. */
function daysLeft(expiresAt: string, nowMs: number): string {
  const days = Math.ceil((Date.parse(expiresAt) - nowMs) / DAY_MS);
  return days <= 1 ? "today or tomorrow" : `in ${days} days`;
}

/** Shows the invitations that nobody has accepted yet. */
export function InvitationTable({
  invitations,
  nowMs,
  onRenew,
  onRevoke,
}: {
  invitations: readonly Invitation[];
  nowMs: number;
  /** Asks for a new link, because an invitation's link is shown only once. */
  onRenew: (invitation: Invitation) => void;
  onRevoke: (invitation: Invitation) => void;
}) {
  return (
    <Table
      caption="Invitations that wait, by when they were made"
      rows={invitations}
      keyOf={({ id }) => id}
      rowClassName="max-md:grid-cols-1 max-md:gap-y-2 max-md:py-3"
      columns={[
        {
          name: "Invited",
          isRowHeader: true,
          render: ({ email, role, isExpired, invitedBy, createdAt, expiresAt }) => (
            <>
              <span className="flex items-center gap-2">
                <span className="truncate font-medium" title={email}>
                  {email}
                </span>
                {isExpired && <Badge tone="warning">Expired</Badge>}
              </span>
              <span className="block truncate text-ink-subtle text-xs max-md:whitespace-normal">
                {ROLE_WORDS[role].label} · invited <RelativeTime iso={createdAt} />
                {invitedBy && ` by ${invitedBy}`}
                {!isExpired && ` · expires ${daysLeft(expiresAt, nowMs)}`}
              </span>
            </>
          ),
        },
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-48",
          render: (invitation) => (
            <span className="flex gap-2 md:justify-end">
              <Button size="sm" aria-label={`New link for ${invitation.email}`} onClick={() => onRenew(invitation)}>
                New link
              </Button>
              <Button
                variant="danger-quiet"
                size="sm"
                aria-label={`Revoke the invitation of ${invitation.email}`}
                onClick={() => onRevoke(invitation)}
              >
                Revoke
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}
