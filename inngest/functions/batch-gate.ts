/** The result of one batch of deliveries (Deliverer.deliverBatch). */
export interface Batch {
  claimed: number;
  hasMore: boolean;
}

/**
 * Lets at most `limit` batches of this process run at once. A call beyond that sends nothing itself. Instead, a running batch then reports
 * that there is more, so that its caller makes another batch, which finds what this call was for.
 */
export function createBatchGate(limit: number, deliverBatch: () => Promise<Batch>): () => Promise<Batch> {
  let running = 0;
  let isWanted = false;
  return async () => {
    if (running >= limit) {
      isWanted = true;
      return { claimed: 0, hasMore: false };
    }
    running++;
    try {
      const batch = await deliverBatch();
      const hasMore = batch.hasMore || isWanted;
      isWanted = false;
      return { ...batch, hasMore };
    } finally {
      running--;
    }
  };
}
