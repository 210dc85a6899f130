"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Invitation } from "@/domain/invitation/invitation";
import { ROLE_WORDS } from "@/domain/user/roles";

const DAY_MS = 24 * 60 * 60_000;

/** In whole days, as people count them. `now` and `expiresAt` in milliseconds. */
function daysLeft(expiresAt: string, nowMs: number): string {
  const days = Math.ceil((Date.parse(expiresAt) - nowMs) / DAY_MS);
  return days <= 1 ? "today or tomorrow" : `in ${days} days`;
}

/** Invitations that nobody has accepted yet. */
export function InvitationTable({
  invitations,
  nowMs,
  onRenew,
  onRevoke,
}: {
  invitations: readonly Invitation[];
  nowMs: number;
  /** Asks for a new link: that of an invitation is shown once. */
  onRenew: (invitation: Invitation) => void;
  onRevoke: (invitation: Invitation) => void;
}) {
  return (
    <ul className="divide-y">
      {invitations.map((invitation) => {
        const { id, email, role, isExpired, invitedBy, createdAt, expiresAt } = invitation;
        return (
          <li key={id} className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 hover:bg-hover max-md:px-3 max-md:py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex items-center gap-2">
                <span className="truncate font-medium" title={email}>
                  {email}
                </span>
                {isExpired && <Badge tone="warning">Expired</Badge>}
              </p>
              <p className="text-ink-subtle text-xs">
                {ROLE_WORDS[role].label} · invited <RelativeTime iso={createdAt} />
                {invitedBy && ` by ${invitedBy}`}
                {!isExpired && ` · expires ${daysLeft(expiresAt, nowMs)}`}
              </p>
            </div>
            <div className="flex gap-2">
              <Button size="sm" aria-label={`New link for ${email}`} onClick={() => onRenew(invitation)}>
                New link
              </Button>
              <Button
                variant="danger-quiet"
                size="sm"
                aria-label={`Revoke the invitation of ${email}`}
                onClick={() => onRevoke(invitation)}
              >
                Revoke
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
