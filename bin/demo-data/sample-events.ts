import { CITIES, emailOf, PEOPLE, PRODUCTS, pick } from "@/bin/demo-data/sample-names";

/** A kind of event of the demo, and the content of its events. */
export interface SampleEventType {
  name: string;
  /** Null for a type that every organization has. */
  definition: { label: string; description: string } | null;
  /** The type's share of all events. */
  weight: number;
  /** True when the content is given as `data` rather than as `entity`. */
  isData?: boolean;
  /** The content's variants; `%ID%` stands for the id of the record that an event is about. */
  records: readonly Readonly<Record<string, unknown>>[];
}

const VARIANTS = 24;
const variants = (make: (index: number) => Record<string, unknown>) => Array.from({ length: VARIANTS }, (_, index) => make(index));

function person(index: number) {
  const [firstName, lastName] = pick(PEOPLE, index);
  return { firstName, lastName, email: emailOf([firstName, lastName]) };
}

const clients = variants((index) => ({
  _id: "%ID%",
  _schema: "client",
  ...person(index),
  city: pick(CITIES, index),
  status: pick(["lead", "active", "active", "paused"], index),
  customFields: { tags: [pick(["newsletter", "partner", "trial"], index)] },
}));

const orders = variants((index) => ({
  _id: "%ID%",
  _schema: "order",
  number: `SO-${20_410 + index}`,
  customer: person(index),
  items: [{ product: pick(PRODUCTS, index), quantity: 1 + (index % 3), unitPrice: 4_900 + index * 350 }],
  currency: "EUR",
  total: (1 + (index % 3)) * (4_900 + index * 350),
}));

const invoices = variants((index) => ({
  _id: "%ID%",
  _schema: "invoice",
  number: `INV-${7_300 + index}`,
  amount: 4_900 + index * 1_250,
  currency: "EUR",
  dueDate: `2026-${String(1 + (index % 12)).padStart(2, "0")}-15`,
  customer: person(index),
}));

const products = variants((index) => ({
  _id: "%ID%",
  _schema: "product",
  _title: pick(PRODUCTS, index),
  name: pick(PRODUCTS, index),
  category: pick(["furniture", "lighting", "accessories"], index),
  active: index % 7 !== 0,
  price: { amount: 2_990 + index * 500, currency: "EUR" },
}));

const requests = variants((index) => ({
  _id: "%ID%",
  _schema: "customer_request",
  _title: `Question about ${pick(PRODUCTS, index).toLowerCase()}s`,
  customer_request: { source: pick(["website", "mail", "phone"], index), priority: pick(["low", "normal", "high"], index) },
  customer: person(index),
}));

const tasks = variants((index) => ({
  _id: "%ID%",
  _schema: "opportunity",
  _title: `${pick(PRODUCTS, index)}, ${pick(CITIES, index)}`,
  status: pick(["open", "won", "lost"], index),
  value: 120_000 + index * 8_500,
}));

export const SAMPLE_EVENT_TYPES: readonly SampleEventType[] = [
  { name: "client.updated", definition: null, weight: 22, isData: true, records: clients },
  { name: "client.created", definition: null, weight: 6, isData: true, records: clients },
  { name: "client.deleted", definition: null, weight: 1, isData: true, records: clients },
  { name: "product_updated", definition: null, weight: 15, records: products },
  { name: "customer_request_created", definition: null, weight: 8, records: requests },
  { name: "automation_rule_triggered", definition: null, weight: 7, records: tasks },
  { name: "automation_trigger_webhook", definition: null, weight: 5, records: clients },
  { name: "order.created", definition: null, weight: 14, records: orders },
  {
    name: "order.shipped",
    definition: { label: "Order Shipped", description: "All of an order has left the warehouse." },
    weight: 9,
    records: orders,
  },
  {
    name: "invoice.paid",
    definition: { label: "Invoice Paid", description: "An invoice was paid in full." },
    weight: 8,
    records: invoices,
  },
  {
    name: "invoice.overdue",
    definition: { label: "Invoice Overdue", description: "An invoice is not paid two weeks after it was due." },
    weight: 1,
    records: invoices,
  },
];
