/** Returns the share of sent deliveries that succeeded, 0 to 1; null where none was sent. A skipped delivery was not sent. */
export function successRate({ succeeded, failed }: { succeeded: number; failed: number }): number | null {
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}
