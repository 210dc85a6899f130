/** The number to which lists that grow without end are counted, so that they take no longer the more there is. */
export const MAX_COUNTED = 10_000;
