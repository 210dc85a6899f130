import { headerCredentials } from "@/server/platform/header-credentials";
import { redactSecrets } from "@/server/platform/redact-secrets";
import { KnownSecrets } from "@/server/platform/secret-forms";

/**
 * `node --import tsx bench/redaction.ts`: measures what it costs to look for a webhook's secrets in an answer: those of Basic,
 * an API key among the custom headers, and a secret variable (docs/decisions/022-redaction.md).
 */
const secrets = new KnownSecrets([
  ...headerCredentials("authorization", `Basic ${Buffer.from("shop:correct-horse-9").toString("base64")}`),
  "sk_live/Abc+Def9876543210==",
  "tenant-7f3a9c21",
]);

const order = (id: number) => ({
  ...{ id, name: `Order ${id}`, status: "created", note: 'He said "fine", 20 % off' },
  ...{ url: `https://example.com/orders/${id}?a=1&b=2`, digest: Buffer.from(`order ${id * 7_919}`).toString("base64") },
});
const KIBIBYTES_64 = 65_536;
const json = JSON.stringify(Array.from({ length: 1_000 }, (_, index) => order(index)));
const html = `<p>${"It&#39;s an error &amp; nothing else: caf&eacute; %20. ".repeat(2_000)}`;
const echo = String.raw`"key":"sk_live\/Abc+Def9876543210=="`;

const TEXTS: readonly [name: string, text: string, isCut: boolean][] = [
  ["200 bytes of JSON", JSON.stringify({ orders: [order(1)] }).padEnd(200), false],
  ["64 KiB of JSON", `${json.slice(0, KIBIBYTES_64 - 2)}"]`, false],
  ["64 KiB of JSON, cut", json.slice(0, KIBIBYTES_64), true],
  ["64 KiB of HTML", html.slice(0, KIBIBYTES_64), false],
  ["64 KiB of HTML, cut", html.slice(0, KIBIBYTES_64), true],
  ["64 KiB of JSON with a secret", `[{${echo}},${json.slice(1, KIBIBYTES_64 - 100)}"]`, false],
  ["64 KiB of text with a secret", `${echo} ${html.slice(0, KIBIBYTES_64 - 100)}`, false],
];
const MOST_MS = 300;

for (const [name, text, isCut] of TEXTS) {
  let [rounds, elapsedMs] = [0, 0];
  for (const isMeasured of [false, true]) {
    const startedAt = performance.now();
    for (rounds = 0; performance.now() - startedAt < (isMeasured ? MOST_MS : MOST_MS / 3); rounds++) redactSecrets(text, secrets, isCut);
    elapsedMs = performance.now() - startedAt;
  }
  process.stdout.write(`${name.padEnd(30)} ${((elapsedMs * 1_000) / rounds).toFixed(1).padStart(9)} µs\n`);
}
