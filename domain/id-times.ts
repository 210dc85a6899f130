import { decodeTime, encodeTime } from "ulid";
import { ID_PREFIXES, type IdKind, idForm } from "@/domain/id-forms";

/** Returns a text that sorts before every id of this kind that is made at `ms` (Unix milliseconds) or later, and after all earlier ones. */
export function firstIdAt(kind: IdKind, ms: number): string {
  return `${ID_PREFIXES[kind]}_${firstUlidAt(ms)}`;
}

/** Returns a text that sorts before every ULID that is made at `ms` (Unix milliseconds) or later, and after all earlier ones. */
export function firstUlidAt(ms: number): string {
  return encodeTime(Math.max(0, ms));
}

/** Returns the time at which an id was made (Unix milliseconds, by the clock of its process); null for a text that is no such id. */
export function timeOfId(kind: IdKind, id: string): number | null {
  return idForm(kind).test(id) ? decodeTime(id.slice(ID_PREFIXES[kind].length + 1)) : null;
}
