import { customAlphabet } from "nanoid";
import { monotonicFactory } from "ulid";
import { ID_CHARACTERS, ID_PREFIXES, type IdKind, INBOX_ID_LENGTH } from "@/domain/id-forms";

/** Random bytes are drawn a page at a time: asking for them one by one, as the ULID package does, costs more than all else of an id. */
function createRandomSource(): () => number {
  const page = new Uint8Array(4096);
  let usedBytes = page.length;
  return () => {
    if (usedBytes === page.length) {
      crypto.getRandomValues(page);
      usedBytes = 0;
    }
    const byte = page[usedBytes] ?? 0;
    usedBytes += 1;
    return byte / 256;
  };
}

const nextUlid = monotonicFactory(createRandomSource());
const nextWebhookId = customAlphabet(ID_CHARACTERS, 12);
const nextInboxId = customAlphabet(ID_CHARACTERS, INBOX_ID_LENGTH);

/** A new id such as `evt_01JD8X5T6V9Z3M0Q4R7S2W1Y8K`. Ids made later by this process sort after it, byte by byte. */
export function newId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${nextUlid()}`;
}

/** A new webhook id: 12 URL-safe characters (70 bits), short enough to stand in an address. */
export function newWebhookId(): string {
  return nextWebhookId();
}

/** A new inbox's id: 24 URL-safe characters (138 bits). Whoever knows it can send to the inbox, so it tells nothing of others. */
export function newInboxId(): string {
  return nextInboxId();
}
