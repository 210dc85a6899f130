/** A field of a body, or one of the forms that a value may have, as the reference shows it. */
export interface SchemaField {
  /** Null: the value itself, an item of a list, or a form. */
  name: string | null;
  /** In words: "text", "list of WebhookEvent", "number or null". */
  type: string;
  isRequired: boolean;
  description: string | null;
  /** What bounds it: "at most 255 characters", "default true". */
  facts: readonly string[];
  /** The only values that it may have. */
  values: readonly string[];
  /** The name of an object that is described by itself. */
  objectName: string | null;
  /** Whether `children` are forms of which the value has one, not fields of it. */
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
  /** JSON. */
  example: string | null;
}

export interface ReferenceOperation {
  /** Also its anchor on the page. */
  id: string;
  group: string;
  title: string;
  /** With `code` in backticks. */
  notes: readonly string[];
  method: string;
  path: string;
  isDeprecated: boolean;
  parameters: readonly ReferenceParameter[];
  body: { isRequired: boolean; field: SchemaField } | null;
  answer: ReferenceAnswer;
  errors: readonly Pick<ReferenceAnswer, "status" | "description">[];
  /** A command line that calls it. */
  curl: string;
}

export interface Reference {
  baseUrl: string;
  groups: readonly { name: string; operations: readonly ReferenceOperation[] }[];
  /** What answers are made of, by name. */
  objects: readonly { name: string; field: SchemaField }[];
}

/** The anchor of an object's description. */
export function objectAnchor(name: string): string {
  return `object-${name}`;
}

/** The anchor of a group's heading. */
export function groupAnchor(name: string): string {
  return `group-${name.toLowerCase().replaceAll(" ", "-")}`;
}
