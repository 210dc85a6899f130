import { customAlphabet } from "nanoid";
import { monotonicFactory } from "ulid";
import { ID_CHARACTERS, ID_PREFIXES, type IdKind, INBOX_ID_LENGTH } from "@/domain/id-forms";

/**
 * Returns a source of random numbers for ULIDs, from 0 to less than 1. Random bytes are drawn 4,096 at a time: drawing them one
 * by one, as the ULID package does, costs more than the rest of an id.
 */
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

/** Returns a new id such as `evt_01JD8X5T6V9Z3M0Q4R7S2W1Y8K`. Ids that this process makes later sort after it, byte by byte. */
export function newId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${nextUlid()}`;
}

/** Returns the id of a new activity or of an operation: a ULID without a prefix, as the Entity API has it. */
export function newUlid(): string {
  return nextUlid();
}

/** Returns a new webhook's id: 12 URL-safe characters (70 bits), short enough for an address. */
export function newWebhookId(): string {
  return nextWebhookId();
}

/**
 * Returns a new inbox's id: 24 URL-safe characters (138 bits). Anyone who knows it can send to the inbox, so it reveals nothing
 * about other ids.
 */
export function newInboxId(): string {
  return nextInboxId();
}

/** Returns a new key of a public form's address: as an inbox's id, since anyone who knows it can send to the form. */
export function newFormKey(): string {
  return nextInboxId();
}
