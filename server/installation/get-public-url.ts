import { getEnv } from "@/server/platform/env";

/** The address under which people and callers reach this installation, without a slash at the end. */
export function getPublicUrl(): string {
  return getEnv().publicUrl;
}
