import { cutText } from "@/domain/cut-text";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";
import { CLIENT_EXAMPLE } from "@/domain/event/client-schema";

const { status: _status, object: _object, ...clientTexts } = CLIENT_EXAMPLE;

/** Values for examples, by the names that attributes often have. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  ...clientTexts,
  first_name: "Ada",
  last_name: "Okafor",
  name: "Sample name",
  title: "Sample title",
  source: "journey",
  customer_number: "C-1001",
  account_number: "A-1001",
  country: "DE",
  fallbackColor: "#336699",
  iconImageUrl: "https://example.com/icon.png",
  avatarImageUrl: "https://example.com/avatar.png",
  customer_request: { source: "journey", request_items: [{ product_id: "2324245", product_category: "solar" }] },
  customer: { first_name: "Ada", last_name: "Okafor", email: "ada@example.com" },
};

/**
 * Returns a value for examples of an attribute whose value is a text or not known: what its placeholder shows, a value by its name,
 * or its label. Returns undefined where none is at hand.
 */
export function sampleFor(attribute: EntityAttribute): unknown {
  const { type, name, label, placeholder, constraints, prefix, start_number } = attribute;
  if (type === "number") return "42";
  if (type === "sequence") return `${typeof prefix === "string" ? prefix : ""}${typeof start_number === "number" ? start_number : 1000}`;
  const byName = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  const known = typeof placeholder === "string" && placeholder !== "" ? placeholder : byName;
  if (type !== "string" && type !== "text" && type !== "country") return typeof known === "string" ? undefined : known;
  const { minLength, maxLength } = constraints ?? {};
  const text = typeof known === "string" ? known : label || "Text";
  const cut = typeof maxLength === "number" && maxLength >= 0 ? cutText(text, maxLength) : text;
  return typeof minLength === "number" && minLength <= 1_000 ? cut.padEnd(minLength, ".") : cut;
}
