/** Returns an amount with its word: `1 retry`, `3 retries`. */
export function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
