import { CITIES, emailOf, PEOPLE, PRODUCTS, pick } from "@/bin/demo-data/sample-names";

/** Returns the value of an attribute that relates to the records with these keys. */
type Relate = (...keys: string[]) => { $relation: { entity_id: string }[] };
type Attributes = (relate: Relate) => Readonly<Record<string, unknown>>;

/** A thing that was done to a record of the demo. `record` is its key, by which the samples name it. */
export type SampleStep = { record: string; hoursAgo: number } & (
  | { type: "create"; slug: string; attributes: Attributes }
  | { type: "change"; attributes: Attributes }
  | { type: "relate"; attribute: string; to: string }
  | { type: "note"; title: string; message: string }
  | { type: "delete" }
);

/** The number of the account by which it is known whether the records are there already. */
export const FIRST_ACCOUNT_NUMBER = "AC-1001";

const DAY = 24;
const EUR = (amount: number) => ({ amount, currency: "EUR" });
const numbered = (prefix: string, first: number, index: number) => `${prefix}-${first + index}`;

function create(slug: string, record: string, hoursAgo: number, attributes: Attributes): SampleStep {
  return { type: "create", slug, record, hoursAgo, attributes };
}

function change(record: string, hoursAgo: number, attributes: Readonly<Record<string, unknown>>): SampleStep {
  return { type: "change", record, hoursAgo, attributes: () => attributes };
}

const products = PRODUCTS.map((name, index) =>
  create("product", `product-${index}`, 60 * DAY - index, () => ({
    ...{ name, code: numbered("OF", 110, index), category: pick(["lighting", "furniture", "furniture", "accessories"], index) },
    description: `${name} for offices and homes. Delivered within five days, with two years of warranty.`,
    ...{ active: true, price: EUR(49 + 35 * index), _tags: index % 3 === 0 ? ["bestseller"] : [] },
  })),
);

const ACCOUNTS = ["Okafor and daughters", "Park joinery", "Weber and sons", "Rossi bakeries"];

const accounts = ACCOUNTS.map((name, index) =>
  create("account", `account-${index}`, 45 * DAY - index, () => ({
    ...{ name, account_number: numbered("AC", 1_001, index), status: index === 3 ? "inactive" : "active" },
    email: [{ email: `office-${index + 1}@example.com` }],
    phone: [{ phone: `+49 221 555010${index}` }],
    address: [{ street: "Hauptstraße", street_number: `${12 + index}`, postal_code: "50667", city: pick(CITIES, index), country: "DE" }],
  })),
);

const contacts = PEOPLE.map(([first_name, last_name], index) =>
  create("contact", `contact-${index}`, 40 * DAY - 5 * index, (relate) => ({
    ...{ first_name, last_name, customer_number: numbered("CU", 20_410, index), status: index === 10 ? "inactive" : "active" },
    ...{ email: [{ email: emailOf([first_name, last_name]) }], phone: [{ phone: `+49 30 55502${10 + index}` }] },
    address: [{ street: "Ringstraße", street_number: `${3 + index}`, city: pick(CITIES, index) }],
    ...{ marketing_permission: index % 4 !== 0, account: relate(`account-${index % ACCOUNTS.length}`) },
    _tags: index % 5 === 0 ? ["newsletter", "partner"] : index % 2 === 0 ? ["newsletter"] : [],
  })),
);

const companies = ["Okafor and daughters", "Park joinery"].map((name, index) =>
  create("company", `company-${index}`, 38 * DAY - index, () => ({
    object: "company",
    name,
    fallbackColor: pick(["#3b5bdb", "#2b8a3e"], index),
  })),
);

const clients = PEOPLE.slice(0, 6).map(([givenName, familyName], index) =>
  create("client", `client-${index}`, 37 * DAY - index, (relate) => ({
    ...{ object: "client", givenName, familyName, email: emailOf([givenName, familyName]) },
    ...{ status: pick(["active", "active", "invited", "notInvited"], index), creationMethod: pick(["internal", "selfService"], index) },
    companyId: relate(`company-${index % 2}`).$relation[0]?.entity_id,
    customFields: { plan: pick(["basic", "plus"], index) },
  })),
);

const STATUSES = ["open", "open", "in_progress", "won", "open", "lost", "open", "won", "in_progress", "open", "open", "won"];

const opportunities = STATUSES.map((status, index) =>
  create("opportunity", `opportunity-${index}`, (28 - index) * DAY + 3 * index, (relate) => ({
    opportunity_title: `${pick(PRODUCTS, index)}s, ${pick(CITIES, index)}`,
    ...{ opportunity_number: numbered("OP", 1_000, index), status, source: pick(["phone", "email", "event"], index) },
    ...{ amount: EUR(1_250 + 875 * index), expected_close_date: `2026-12-${10 + index}` },
    ...(status === "lost" && { lost_reason: "Too expensive" }),
    ...{ customer: relate(`contact-${index}`), products: relate(`product-${index % PRODUCTS.length}`) },
  })),
);

const orders = [3, 7].map((opportunity, index) =>
  create("order", `order-${index}`, 12 * DAY - 30 * index, (relate) => ({
    ...{ order_number: numbered("OR", 1_000, index), status: "placed", total: EUR(1_250 + 875 * opportunity) },
    ...{ customer: relate(`contact-${opportunity}`), opportunity: relate(`opportunity-${opportunity}`) },
    products: relate(`product-${opportunity % PRODUCTS.length}`),
  })),
);

const submissions = [0, 1, 2, 3].map((index) =>
  create("submission", `submission-${index}`, (9 - 2 * index) * DAY + index, (relate) => ({
    ...{ title: `Question about ${pick(PRODUCTS, index).toLowerCase()}s`, source: pick(["website", "mail"], index), status: "new" },
    customer_request: { text: "Do you also deliver on Saturdays?", priority: pick(["normal", "high"], index) },
    contact: relate(`contact-${index + 4}`),
  })),
);

const TASKS = ["Send the offer", "Measure the room", "Call back about the delivery", "Check the invoice"];

const tasks = TASKS.map((title, index) =>
  create("task", `task-${index}`, (8 - index) * DAY, (relate) => ({
    ...{ title, status: pick(["open", "in_progress"], index), priority: pick(["normal", "high", "low"], index) },
    related: relate(`opportunity-${2 * index}`),
  })),
);

const done: readonly SampleStep[] = [
  change("opportunity-0", 20 * DAY, { amount: EUR(1_480), description: "Twelve lamps for the new office, with cables in white." }),
  {
    type: "note",
    record: "opportunity-0",
    hoursAgo: 19 * DAY,
    title: "Call with the customer",
    message: "Wants to decide before the holidays.",
  },
  change("opportunity-0", 6 * DAY, { expected_close_date: "2026-12-18" }),
  { type: "relate", record: "opportunity-0", hoursAgo: 5 * DAY, attribute: "products", to: "product-5" },
  change("product-1", 15 * DAY, { price: EUR(89) }),
  change("product-6", 4 * DAY, { active: false, description: "No longer made. Ask for the floor mat instead." }),
  change("contact-2", 13 * DAY, { phone: [{ phone: "+49 30 5550299" }], status: "inactive" }),
  change("contact-2", 12 * DAY + 2, { status: "active" }),
  change("order-0", 7 * DAY, { status: "completed", delivery_date: "2026-11-20" }),
  change("client-2", 11 * DAY, { status: "active", firstLoginDate: "2026-11-17T08:12:00.000Z" }),
  change("submission-0", 3 * DAY, { status: "done" }),
  change("task-0", 2 * DAY, { status: "in_progress", description: "With the new price of the chairs." }),
  { type: "delete", record: "contact-11", hoursAgo: 2 * DAY },
];

/** All that was done to the demo's records before its story begins, in the order of time. */
export const SAMPLE_STEPS: readonly SampleStep[] = [
  ...[...products, ...accounts, ...contacts, ...companies, ...clients, ...opportunities, ...orders, ...submissions, ...tasks],
  ...done,
].sort((one, other) => other.hoursAgo - one.hoursAgo);
