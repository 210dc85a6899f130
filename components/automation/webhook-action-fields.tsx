"use client";

import type { AutomationChoices } from "@/components/automation/automation-choices";
import { errorAt } from "@/components/automation/part-errors";
import { WebhookPicker } from "@/components/automation/webhook-picker";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { Link } from "@/components/ui/link";
import type { TriggerWebhookAction } from "@/domain/automation/flow-action";

/** Asks for the webhook that an action calls, and whether the automation waits for its response. */
export function WebhookActionFields({
  action,
  choices,
  errors,
  onChange,
}: {
  action: TriggerWebhookAction;
  choices: AutomationChoices;
  errors: unknown;
  onChange: (action: TriggerWebhookAction) => void;
}) {
  const { config } = action;
  const change = (part: Partial<TriggerWebhookAction["config"]>) => onChange({ ...action, config: { ...config, ...part } });
  const webhook = choices.webhooks.find(({ id }) => id === config.target_webhook_id);
  return (
    <>
      <Field
        label="Webhook"
        isRequired
        error={errorAt(errors, "config.target_webhook_id")}
        hint={hintOf({ webhook, isChosen: config.target_webhook_id !== "", hasAny: choices.webhooks.length > 0 })}
      >
        {(control) => (
          <WebhookPicker
            webhooks={choices.webhooks}
            value={config.target_webhook_id}
            onChange={(id) => change({ target_webhook_id: id })}
            control={control}
          />
        )}
      </Field>
      <SwitchRow label="Wait for the response" isOn={config.sync} onChange={(sync) => change({ sync })}>
        {config.sync
          ? "The next action runs only after the endpoint has answered. It has 30 seconds, and two retries; a failure stops the automation, unless this action may fail."
          : "The call is queued like any delivery, with the webhook’s own retries, and the next action runs at once, whatever becomes of it."}
      </SwitchRow>
    </>
  );
}

function hintOf(input: { webhook: AutomationChoices["webhooks"][number] | undefined; isChosen: boolean; hasAny: boolean }) {
  const { webhook, isChosen, hasAny } = input;
  if (!hasAny) {
    return (
      <>
        There is no webhook yet.{" "}
        <Link href="/settings/api/webhooks/new" className="underline underline-offset-2">
          Create one
        </Link>{" "}
        first; what you typed here is kept.
      </>
    );
  }
  if (isChosen && !webhook) return <span className="text-warning-ink">This webhook was deleted: the action fails. Choose another.</span>;
  if (webhook?.status === "inactive")
    return <span className="text-warning-ink">This webhook is disabled: until it is enabled, the action fails.</span>;
  if (webhook?.status === "incomplete") {
    return <span className="text-warning-ink">This webhook has no address or no secret yet: until it has, the action fails.</span>;
  }
  return "It is called directly, past its own event and filter. Its payload and transform decide what is sent.";
}
