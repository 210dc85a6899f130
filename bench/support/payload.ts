import { ExactNumber } from "@/domain/json/exact-number";

/** The numbers of an event: plain ones that JavaScript writes unchanged, or a price `19.90` and an id of 19 digits. */
export type BenchNumbers = "plain" | "exact";

/**
 * Returns an event of about 600 bytes, the size of a small customer record; `n` distinguishes it. An event with exact numbers
 * must be written by `writeJson`.
 */
export function benchEvent(eventName: string, n: number, numbers: BenchNumbers = "plain"): object {
  return {
    eventName,
    entity: { _id: `customer-${n}`, _schema: "contact", _title: `Customer ${n}`, ...benchAttributes(n, numbers) },
    metadata: { origin: "bench" },
  };
}

/** Returns the attributes of such an event's entity. */
export function benchAttributes(n: number, numbers: BenchNumbers = "plain"): object {
  return {
    n: numbers === "plain" ? n : new ExactNumber(`1152921504${String(n).padStart(9, "0")}`),
    email: `customer${n}@example.com`,
    address: { street: "Hauptstrasse 1", city: "Köln", postal_code: "50667", country: "DE" },
    tags: ["solar", "heat-pump", "newsletter"],
    notes: "Asked for an offer for twelve panels and a wall box; call back after the weekend.",
    created_by: "journey",
    score: numbers === "plain" ? 0.82 : new ExactNumber("19.90"),
  };
}
