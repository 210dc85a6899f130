/** A field of a body, or one of the forms that a value may have, as the reference shows it. */
export interface SchemaField {
  /** Null for the value itself, for an item of a list, and for a form. */
  name: string | null;
  /** The type in words: "text", "list of WebhookEvent", "number or null". */
  type: string;
  isRequired: boolean;
  description: string | null;
  /** The bounds and the default: "at most 255 characters", "default true". */
  facts: readonly string[];
  /** The only values that the field may have. */
  values: readonly string[];
  /** The name of an object that has a description of its own. */
  objectName: string | null;
  /** True when `children` are the possible forms of the value, not its fields. */
  hasForms: boolean;
  children: readonly SchemaField[];
}

export interface ReferenceParameter {
  place: "path" | "query" | "header";
  field: SchemaField;
}

export interface ReferenceAnswer {
  status: string;
  description: string;
  body: SchemaField | null;
  /** Text in JSON. */
  example: string | null;
}

export interface ReferenceOperation {
  /** The operation's id, also its anchor on the page. */
  id: string;
  group: string;
  title: string;
  /** Paragraphs with `code` in backticks. */
  notes: readonly string[];
  method: string;
  path: string;
  isDeprecated: boolean;
  parameters: readonly ReferenceParameter[];
  body: { isRequired: boolean; field: SchemaField } | null;
  answer: ReferenceAnswer;
  errors: readonly Pick<ReferenceAnswer, "status" | "description">[];
  /** A command line that calls the operation. */
  curl: string;
}

export interface Reference {
  baseUrl: string;
  groups: readonly { name: string; operations: readonly ReferenceOperation[] }[];
  /** The objects that answers are made of, by name. */
  objects: readonly { name: string; field: SchemaField }[];
}

/** Returns the anchor of an object's description. */
export function objectAnchor(name: string): string {
  return `object-${name}`;
}

/** Returns the anchor of a group's heading. */
export function groupAnchor(name: string): string {
  return `group-${name.toLowerCase().replaceAll(" ", "-")}`;
}
