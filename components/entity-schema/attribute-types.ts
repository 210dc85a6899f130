/** The types of attributes that an admin can choose, with what their values are. An unknown type of a schema stays as it is. */
export const ATTRIBUTE_TYPES = [
  { value: "string", label: "Text", hint: "A line of text, or several." },
  { value: "number", label: "Number", hint: "A number." },
  { value: "boolean", label: "Yes or no", hint: "True or false." },
  { value: "date", label: "Date", hint: "A day, such as 2026-03-01." },
  { value: "datetime", label: "Date and time", hint: "A moment, such as 2026-03-01T12:00:00Z." },
  { value: "select", label: "Choice", hint: "One of the options." },
  { value: "radio", label: "Choice, all in sight", hint: "One of the options." },
  { value: "status", label: "Status", hint: "One of the options, as a step of a process." },
  { value: "multiselect", label: "Several choices", hint: "Any of the options." },
  { value: "checkbox", label: "Boxes to tick", hint: "Any of the options." },
  { value: "tags", label: "Tags", hint: "A list of words." },
  { value: "email", label: "E-mail addresses", hint: "A list of { email }." },
  { value: "phone", label: "Phone numbers", hint: "A list of { phone }." },
  { value: "address", label: "Postal addresses", hint: "A list of { street, city, … }." },
  { value: "link", label: "Links", hint: "A list of { title, href }." },
  { value: "currency", label: "Money", hint: "{ amount, currency }." },
  { value: "country", label: "Country", hint: "A country's code, such as DE." },
  { value: "sequence", label: "Running number", hint: "A text that tells records apart, such as OR-1000." },
  { value: "relation", label: "Relation to records", hint: "{ $relation: [{ entity_id }] }." },
  { value: "relation_user", label: "Relation to users", hint: "Whatever names a user." },
  { value: "image", label: "Images", hint: "Whatever names an image." },
  { value: "file", label: "Files", hint: "Whatever names a file." },
  { value: "object", label: "Object", hint: "A JSON object." },
  { value: "internal", label: "Anything", hint: "Any JSON value." },
] as const;

/** Returns the words for a type of attribute; for one that is not known, its name. */
export function attributeTypeLabel(type: string): string {
  return ATTRIBUTE_TYPES.find(({ value }) => value === type)?.label ?? type;
}

/** The types whose values are chosen from options. */
export const CHOICE_TYPES: readonly string[] = ["select", "radio", "status", "multiselect", "checkbox"];
