import "server-only";
import { cookies } from "next/headers";
import { getProcess } from "@/app/web-process";

export const ORGANIZATION_COOKIE = "postern.organization";
const MAX_AGE_SECONDS = 365 * 24 * 60 * 60;

/** Stores the chosen organization in a cookie of this browser. The cookie gives no right: each request checks the user's membership. */
export async function chooseOrganization(organizationId: string): Promise<void> {
  const { isPublicUrlHttps } = getProcess().env;
  const options = { httpOnly: true, sameSite: "lax", secure: isPublicUrlHttps, path: "/", maxAge: MAX_AGE_SECONDS } as const;
  (await cookies()).set(ORGANIZATION_COOKIE, organizationId, options);
}
