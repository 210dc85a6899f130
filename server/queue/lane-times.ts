import { Prisma } from "@/prisma/generated/client";

/** The time after which a lane with held deliveries is looked at, even if the process that had no room for them stays silent. */
export const LOOK_AGAIN = Prisma.sql`interval '15 seconds'`;

/** The time by which a lane's held deliveries are claimed before its rate limit has room again. */
export const AHEAD_OF_SLOT = Prisma.sql`interval '500 milliseconds'`;
