import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import pLimit from "p-limit";

/** Makes and compares password hashes. A process has one of these. */
export interface Passwords {
  /** Returns `scrypt$N$r$p$<salt>$<key>`, salt and key in base64url. */
  hash(password: string): Promise<string>;
  /** Compares in constant time. Returns false for a text that is no hash of ours. */
  isMatch(password: string, hash: string): Promise<boolean>;
  /** A hash that no password has. It is compared with when there is no account, so that both cases take as long. */
  hashOfNobody: string;
}

type Cost = Required<Pick<ScryptOptions, "N" | "r" | "p">>;

/** The cost from OWASP's password storage cheat sheet: scrypt with N = 2^17, r = 8, p = 1 (128 MiB a hash). */
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/**
 * The number of hashes that are computed at once. Each one takes 128 MiB and one of the process's four worker threads. If guesses
 * at a password took all four, no connection to the database could be made and no name looked up.
 */
const MAX_AT_ONCE = 2;

/** Makes the hashing of a process. `cost` is that of new hashes; each hash names the one that it was made with. */
export function createPasswords({ cost = COST }: { cost?: Cost } = {}): Passwords {
  const limit = pLimit(MAX_AT_ONCE);
  const derive = (password: string, salt: Buffer, cost: Cost) => limit(deriveNow, password, salt, cost);
  const write = (salt: Buffer, key: Buffer) =>
    ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
  return {
    hashOfNobody: write(Buffer.alloc(SALT_BYTES), Buffer.alloc(KEY_BYTES)),
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return write(salt, await derive(password, salt, cost));
    },
    async isMatch(password, hash) {
      const [scheme, N, r, p, salt, key] = hash.split("$");
      if (scheme !== "scrypt" || !salt || !key) return false;
      const expected = Buffer.from(key, "base64url");
      const actual = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}

function deriveNow(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
