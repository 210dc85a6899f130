import { Prisma } from "@/prisma/generated/client";

/** After this a lane with held deliveries is looked at even if the process that had no room for them says nothing. */
export const LOOK_AGAIN = Prisma.sql`interval '15 seconds'`;

/** How long before its rate limit has room again a lane's held deliveries are claimed. */
export const AHEAD_OF_SLOT = Prisma.sql`interval '500 milliseconds'`;
