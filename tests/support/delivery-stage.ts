import type { Attempt, Delivery } from "@/prisma/generated/client";
import { createEgressClient } from "@/server/egress/egress-client";
import { type PublishAnswer, publishEvents } from "@/server/event/publish-events";
import { systemClock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Deliverer } from "@/server/queue/deliverer";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import type { Evaluator } from "@/server/transform/evaluator";
import { PATIENCE_MS } from "@/tests/support/eventually";
import { type HttpSink, type SinkAnswer, startHttpSink } from "@/tests/support/http-sink";
import { createCaches, createTestContext, type RecordedJobs, recordJobs, testEvaluator, testVault } from "@/tests/support/test-context";
import { createTestDeliverer } from "@/tests/support/test-deliverer";
import { deleteDeliveries, makeOrganization, makeWebhook, type WebhookValues } from "@/tests/support/test-rows";

interface DelivererOptions {
  ownerId?: string;
  timeoutMs?: number;
  patienceMs?: number;
  db?: Database;
  evaluator?: Evaluator;
  isSharing?: boolean;
}

/** The parts that a test of deliveries needs: an organization, an endpoint, and a deliverer between them. */
export interface DeliveryStage {
  organizationId: string;
  sink: HttpSink;
  jobs: RecordedJobs;
  /** A deliverer whose `deliverBatch` resolves once all deliveries that it claimed have ended, however long that takes. */
  deliverer: Deliverer;
  /** A deliverer whose `deliverBatch` does not wait for slow endpoints, as in production. */
  impatient: Deliverer;
  /**
   * Creates a deliverer that counts as another process for leases. `db` may be one that fails. Only with `isSharing` does it
   * leave the others their share of a webhook's open requests; otherwise it delivers as if it were alone.
   */
  makeDeliverer(options?: DelivererOptions): Deliverer;
  /** Creates a webhook for `product_updated` whose endpoint is the sink's `/hook`. */
  addWebhook(values?: WebhookValues): Promise<{ id: string; signingSecret: string }>;
  /** Publishes `product_updated`, `count` times. */
  publish(count?: number, entity?: object): Promise<PublishAnswer>;
  /**
   * Makes the sink answer its first request with `first`, but only once the returned function is called, and all others with
   * `others` at once.
   */
  holdFirst(first: SinkAnswer, others?: SinkAnswer): () => void;
  /** Makes the sink hold all its answers until the returned function is called. */
  holdAll(): () => void;
  deliveries(): Promise<Delivery[]>;
  /** Returns the only delivery. Throws when there is not exactly one. */
  onlyDelivery(): Promise<Delivery>;
  attempts(): Promise<Attempt[]>;
  makeAllDue(): Promise<unknown>;
  lapseAllLeases(): Promise<unknown>;
  /** Closes the stage. Deletes every delivery, lane and deliverer of the database, so that the next stage claims none of them. */
  close(): Promise<void>;
}

export async function setDeliveryStage(db: Database): Promise<DeliveryStage> {
  await ensurePlatformKey({ db, vault: testVault });
  const organizationId = await makeOrganization(db);
  const sink = await startHttpSink();
  const egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
  const jobs = recordJobs();

  const deliverers: Deliverer[] = [];

  function makeDeliverer({ isSharing = false, ...options }: DelivererOptions = {}): Deliverer {
    const base = {
      db,
      clock: systemClock,
      jobs,
      egress,
      evaluator: testEvaluator,
      ownerId: "host:test",
      random: () => 0.5,
      patienceMs: PATIENCE_MS,
    };
    const deliverer = createTestDeliverer({ ...base, ...createCaches({ ...base, ...options }), ...options });
    deliverers.push(deliverer);
    if (isSharing) return deliverer;
    return {
      ...deliverer,
      deliverBatch: async () => {
        await db.deliverer.deleteMany();
        return deliverer.deliverBatch();
      },
    };
  }
  const deliveries = () => db.delivery.findMany({ where: { organizationId }, orderBy: { id: "asc" } });

  return {
    organizationId,
    sink,
    jobs,
    deliverer: makeDeliverer(),
    impatient: makeDeliverer({ patienceMs: 0 }),
    makeDeliverer,
    addWebhook: (values = {}) => makeWebhook({ db, organizationId, url: `${sink.url}/hook`, values }),
    publish: (count = 1, entity = { a: 1 }) => {
      const input = Array.from({ length: count }, () => ({ eventName: "product_updated", entity }));
      return publishEvents({ ctx: createTestContext({ db, organizationId }), input });
    },
    holdFirst: (first, others = {}) => {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      sink.setRespond((_request, index) => (index === 0 ? held.then(() => first) : others));
      return letGo;
    },
    holdAll: () => {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      sink.setRespond(() => held.then(() => ({})));
      return letGo;
    },
    deliveries,
    onlyDelivery: async () => {
      const [delivery, ...others] = await deliveries();
      if (!delivery || others.length > 0) throw new Error("There is not exactly one delivery.");
      return delivery;
    },
    attempts: () => db.attempt.findMany({ where: { organizationId }, orderBy: [{ deliveryId: "asc" }, { number: "asc" }] }),
    makeAllDue: () => db.$executeRaw`update queued_delivery set next_at = now()`,
    lapseAllLeases: () => db.$executeRaw`update queued_delivery set lease_until = now() - interval '1 s' where lease_until is not null`,
    close: async () => {
      // Open deliveries end and are recorded before their rows are deleted: at the same time, both would wait for each other.
      await egress.close();
      await sink.close();
      await Promise.all(deliverers.map((deliverer) => deliverer.drain(0)));
      await Promise.all([deleteDeliveries(db), db.lane.deleteMany(), db.deliverer.deleteMany()]);
    },
  };
}

/** Returns a sink request's headers as the `standardwebhooks` package takes them. */
export function plainHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
