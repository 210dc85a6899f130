/** An event of about 600 bytes, the size of a small customer record; `n` tells it from the others. */
export function benchEvent(eventName: string, n: number): object {
  return {
    eventName,
    entity: {
      _id: `customer-${n}`,
      _schema: "contact",
      _title: `Customer ${n}`,
      n,
      email: `customer${n}@example.com`,
      address: { street: "Hauptstrasse 1", city: "Köln", postal_code: "50667", country: "DE" },
      tags: ["solar", "heat-pump", "newsletter"],
      notes: "Asked for an offer for twelve panels and a wall box; call back after the weekend.",
      created_by: "journey",
      score: 0.82,
    },
    metadata: { origin: "bench" },
  };
}
