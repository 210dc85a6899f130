/** Returns undefined for null too: a new webhook gets the default, an existing one keeps its value. */
export function orKept<Value>(given: Value | null | undefined): Value | undefined {
  return given ?? undefined;
}

/** Returns null for undefined. */
export function orNull<Value>(given: Value | null | undefined): Value | null {
  return given ?? null;
}

export function orFalse(given: boolean | null | undefined): boolean {
  return given ?? false;
}
