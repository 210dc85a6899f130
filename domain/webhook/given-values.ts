/** Takes null for no more than absent: a new webhook gets the default, an existing one keeps what it has. */
export function orKept<Value>(given: Value | null | undefined): Value | undefined {
  return given ?? undefined;
}

/** Takes what is absent for none. */
export function orNull<Value>(given: Value | null | undefined): Value | null {
  return given ?? null;
}

export function orFalse(given: boolean | null | undefined): boolean {
  return given ?? false;
}
