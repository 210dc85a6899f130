/** The part of the deliveries sent that succeeded, 0 to 1; null where none was. What is skipped was not sent. */
export function successRate({ succeeded, failed }: { succeeded: number; failed: number }): number | null {
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}
