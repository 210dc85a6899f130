import { CLIENT_EXAMPLE, CLIENT_SCHEMA } from "@/domain/event/client-schema";
import { type JsonSchema, object, oneOf, open, SCHEMA_DIALECT, text, texts } from "@/domain/event/json-schema";

/** The type of the events that an automation's webhook action carries. They go to the action's webhook alone. */
export const AUTOMATION_EVENT = "automation_trigger_webhook";

/** A kind of event that webhooks subscribe to. */
export interface EventTypeDefinition {
  /** The canonical name. */
  name: string;
  label: string;
  description: string;
  /** Other names of the same type, for subscribing and publishing. */
  aliases: readonly string[];
  /** The JSON Schema 2020-12 of what is published, without the name. */
  schema: JsonSchema;
  /** An example of what is published, without the name. */
  example: Readonly<Record<string, unknown>>;
}

const changes = object({ added: open("Attributes that were set."), updated: open("New values."), deleted: open("Values that went.") });

function eventSchema(properties: Record<string, JsonSchema>, required: string[]): JsonSchema {
  return { $schema: SCHEMA_DIALECT, ...object(properties, required) };
}

function clientEvent(action: "created" | "updated" | "deleted", description: string): EventTypeDefinition {
  const isUpdate = action === "updated";
  return {
    name: `client.${action}`,
    label: `Client ${action.charAt(0).toUpperCase()}${action.slice(1)}`,
    description,
    aliases: [],
    schema: eventSchema(
      {
        data: CLIENT_SCHEMA,
        ...(isUpdate && { previous_attributes: open("The previous value of each changed property, shaped like data.") }),
      },
      ["data"],
    ),
    example: { data: CLIENT_EXAMPLE, ...(isUpdate && { previous_attributes: { customFields: { tags: ["myTag1"] } } }) },
  };
}

/** The event types that every organization has (contract.md "Catalogue"). */
export const BUILT_IN_EVENT_TYPES: readonly EventTypeDefinition[] = [
  {
    name: "customer_request_created",
    label: "Customer Request Created",
    description: "A customer sent a request: a submission was created, for example by the public form on a website.",
    aliases: ["CustomerRequest_Created"],
    schema: eventSchema(
      {
        entity: object(
          {
            _id: text("The request's id."),
            _schema: text(),
            _title: text(),
            customer_request: object({
              source: text("Where the request came from."),
              request_items: {
                type: "array",
                items: object({ product_id: text(), product_category: text("For example solar or electricity.") }),
              },
            }),
            customer: object({ first_name: text(), last_name: text(), email: text() }),
          },
          ["_id"],
        ),
        activity: open("What the creation was part of."),
      },
      ["entity"],
    ),
    example: {
      entity: {
        _id: "7c5f2a1e-5d0b-4a0e-9a53-3f1f0c2b9d11",
        _schema: "submission",
        _title: "Solar panels for a family home",
        customer_request: {
          source: "journey",
          request_items: [{ product_id: "2324245", product_category: "solar" }],
        },
        customer: { first_name: "Ada", last_name: "Okafor", email: "ada@example.com" },
      },
    },
  },
  {
    name: "product_updated",
    label: "Product Updated",
    description: "Information about a product was changed.",
    aliases: [],
    schema: eventSchema(
      {
        entity: object(
          {
            _id: text("The product's id."),
            _schema: text(),
            _title: text(),
            name: text(),
            description: text(),
            category: text(),
            active: { type: "boolean" },
            price: object({ amount: { type: "integer", description: "In the currency's smallest unit." }, currency: text("ISO 4217.") }),
            _tags: texts(),
          },
          ["_id"],
        ),
        activity: open("What the change was part of."),
        changed_attributes: changes,
        previous_attributes: open("The values of before, of what was changed or went."),
      },
      ["entity"],
    ),
    example: {
      entity: {
        _id: "1f4c0e6a-8e2b-4a7d-b9a4-0d6b6f1f7c22",
        _schema: "product",
        _title: "Green power 12",
        name: "Green power 12",
        category: "electricity",
        active: true,
        price: { amount: 2990, currency: "EUR" },
        _tags: ["renewable"],
      },
      changed_attributes: { added: {}, updated: { price: { amount: 2990, currency: "EUR" } }, deleted: {} },
    },
  },
  {
    name: "automation_rule_triggered",
    label: "Automation Rule Triggered",
    description: "Somebody completed a task by hand, not by an automation.",
    aliases: [],
    schema: eventSchema(
      {
        entity: open("The task."),
        activity: object({ _id: text(), type: text(), title: text(), timestamp: text("ISO 8601.") }),
        changed_attributes: changes,
        previous_attributes: open("The values of before, of what was changed or went."),
      },
      ["entity"],
    ),
    example: {
      entity: {
        ...{ _id: "b0a8f2d4-6a0c-4f43-8a5e-2f9d9f0a7e33", _schema: "task", _title: "Sign the contract" },
        ...{ title: "Sign the contract", status: "completed" },
      },
      activity: {
        ...{ _id: "01JD8X5T6V9Z3M0Q4R7S2W1Y8K", type: "EntityUpdated", title: "Entity updated" },
        timestamp: "2026-03-01T12:00:00.000Z",
      },
      changed_attributes: { added: {}, updated: { status: "completed" }, deleted: {} },
      previous_attributes: { status: "open" },
    },
  },
  {
    name: AUTOMATION_EVENT,
    label: "Automation Trigger Webhook",
    description: "An automation, or somebody by hand, called a webhook action.",
    aliases: [],
    schema: eventSchema(
      {
        entity: open("The record that the automation runs for."),
        relations: { type: "array", items: open("A related record.") },
        activity: open("What set the automation off."),
        changed_attributes: changes,
        metadata: object({ action: text(), origin: oneOf(["automation", "manual"]), automation_name: text(), execution_id: text() }),
      },
      ["entity"],
    ),
    example: {
      entity: { _id: "e2b7c9a0-3a5f-4f0f-8d3c-5b1f7a6c4d44", _schema: "contact", _title: "Ada Okafor", email: "ada@example.com" },
      metadata: { action: "Welcome mail", origin: "automation", automation_name: "Onboarding", execution_id: "exec_58" },
    },
  },
  clientEvent("created", "A client was added."),
  clientEvent("updated", "A client was changed; previous_attributes says what the changed properties were before."),
  clientEvent("deleted", "A client was removed."),
];
