/** Keys of PostgreSQL advisory locks: any fixed numbers, each in one database held by one process or transaction at a time. */
export const SEED_LOCK = 7_312_001;
/** Held by the one live embedded host, for as long as it lives. */
export const HOST_LOCK = 7_312_002;
export const MIGRATION_LOCK = 7_312_003;
