/** The names of the events that functions listen to. They carry no payload: PostgreSQL is the truth. */
export const DELIVERIES_DUE = "webhook/deliveries.due";
