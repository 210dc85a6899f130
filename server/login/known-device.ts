import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Vault } from "@/server/platform/vault";

const PURPOSE = "login_device";
/** The accounts that one browser is known for; the earliest is forgotten. */
const MAX_ACCOUNTS = 5;

const deviceForm = z.object({ id: z.string(), accounts: z.array(z.string()) });

/**
 * A browser in which somebody has signed in before, known by a cookie that only this installation can make (OWASP, "Slow Down Online
 * Guessing Attacks with Device Cookies"). `accounts` are hashes of addresses.
 */
export type KnownDevice = z.output<typeof deviceForm>;

/** Returns the device of a cookie; null for none, and for one that is not of this installation. */
export function openDevice({ vault, cookie }: { vault: Vault; cookie: string | undefined }): KnownDevice | null {
  if (!cookie) return null;
  try {
    return deviceForm.parse(JSON.parse(vault.open(cookie, PURPOSE)));
  } catch {
    return null;
  }
}

/** Returns the cookie by which the browser is known for this account from now on, and for those of before. */
export function sealDevice(input: { vault: Vault; device: KnownDevice | null; account: string }): string {
  const { vault, device, account } = input;
  const others = device?.accounts.filter((one) => one !== account) ?? [];
  const known: KnownDevice = { id: device?.id ?? randomUUID(), accounts: [...others, account].slice(-MAX_ACCOUNTS) };
  return vault.seal(JSON.stringify(known), PURPOSE);
}
