/**
 * The names of the events that functions listen to. They carry no payload: PostgreSQL is the truth. `data.isScheduled`: the
 * ring was sent ahead for this time.
 */
export const DELIVERIES_DUE = "webhook/deliveries.due";
