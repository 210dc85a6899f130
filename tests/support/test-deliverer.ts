import { createDeliverer, type Deliverer } from "@/server/queue/deliverer";
import { disableFailedWebhook } from "@/server/webhook/disable-failed-webhook";

type DelivererInput = Parameters<typeof createDeliverer>[0];

/** Creates a deliverer that disables webhooks whose endpoints are lost, as in a process of Postern. */
export function createTestDeliverer(input: Omit<DelivererInput, "onEndpointLost">): Deliverer {
  const { db, jobs } = input;
  return createDeliverer({ ...input, onEndpointLost: (loss) => disableFailedWebhook({ db, jobs, ...loss }) });
}
