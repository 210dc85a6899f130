/** An event type as the catalogue lists it. */
export interface EventTypeOption {
  name: string;
  label: string;
  description: string;
  aliases: readonly string[];
  /** The published content, without the name; null where the type has no example. */
  example: unknown;
}

/** Returns the type that a name or an alias means; null where none has it. */
export function findEventType(types: readonly EventTypeOption[], name: string): EventTypeOption | null {
  return types.find((type) => type.name === name || type.aliases.includes(name)) ?? null;
}
