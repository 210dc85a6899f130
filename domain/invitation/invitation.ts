import { z } from "zod";
import { role } from "@/domain/member/member";
import { storableText } from "@/domain/storable-text";
import { emailAddress, newPassword, personName } from "@/domain/user/account";
import type { Role } from "@/domain/user/roles";

/** The days that an invitation's link works. */
export const INVITATION_DAYS = 7;

export const newInvitation = z.strictObject({ email: emailAddress, role });

export const invitationReference = z.strictObject({ invitationId: storableText({ min: 1, max: 255 }) });
export type InvitationReference = z.output<typeof invitationReference>;

/** The details that someone without an account gives to accept an invitation. */
export const newAccount = z.strictObject({ name: personName, password: newPassword });

/** An invitation that waits to be accepted. */
export interface Invitation {
  id: string;
  email: string;
  role: Role;
  isExpired: boolean;
  /** Null where the inviter is no longer known. */
  invitedBy: string | null;
  createdAt: string;
  expiresAt: string;
}
