/**
 * Stands where a value is not shown. Sent back with a change, it keeps the stored value (contract.md "Authentication and secrets").
 */
export const REDACTED = "[redacted]";
