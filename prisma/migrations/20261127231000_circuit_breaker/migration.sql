-- The column takes the name that its rule has: the circuit breaker. Nothing is rewritten.
ALTER TABLE "lane" RENAME COLUMN "parked_until" TO "circuit_open_until";
