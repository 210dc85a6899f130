import { z } from "zod";
import { storableText } from "@/domain/storable-text";
import { ROLES, type Role } from "@/domain/user/roles";

/** The most people of an organization, invited people included: lists hold all of them. */
export const MAX_MEMBERS = 500;

const userId = storableText({ min: 1, max: 255 });
export const role = z.enum(ROLES, `A role is one of ${ROLES.join(", ")}.`);

export const memberReference = z.strictObject({ userId });
export type MemberReference = z.output<typeof memberReference>;

export const roleChange = z.strictObject({ userId, role });
export type RoleChange = z.output<typeof roleChange>;

/** A user in an organization. */
export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
}
