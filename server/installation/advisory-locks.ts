/**
 * The keys of PostgreSQL advisory locks. They are any fixed numbers. Within a database, one process or transaction at a time
 * holds each.
 */
export const SEED_LOCK = 7_312_001;
/** Held by the one live embedded host for as long as it lives. */
export const HOST_LOCK = 7_312_002;
export const MIGRATION_LOCK = 7_312_003;
/** Held by a transaction that makes or drops the partition of a day. */
export const DAYS_LOCK = 7_312_004;
/** Held by a transaction that moves a chunk of the history of the version before. */
export const CONVERSION_LOCK = 7_312_005;
