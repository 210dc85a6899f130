import { createDeliverer, type Deliverer } from "@/server/queue/deliverer";
import { disableFailedWebhook } from "@/server/webhook/disable-failed-webhook";

type DelivererInput = Parameters<typeof createDeliverer>[0];

/** Makes a deliverer that disables webhooks whose endpoints are lost, as a process of Postern has it. */
export function createTestDeliverer(input: Omit<DelivererInput, "onEndpointLost">): Deliverer {
  const { db, jobs } = input;
  return createDeliverer({ ...input, onEndpointLost: (loss) => disableFailedWebhook({ db, jobs, ...loss }) });
}
