"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { SUCCESS_LABEL } from "@/components/webhook/delivery-form-values";
import { RetryTimeline, retrySpan } from "@/components/webhook/retry-timeline";
import { SwitchLine } from "@/components/webhook/switch-line";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { RETRY_STEPS_MS } from "@/domain/retry/retry-schedule";
import { DEFAULT_TIMEOUT_SECONDS, SUCCESS_STATUSES } from "@/domain/webhook/delivery-settings";

/** The settings that this installation, and the reader's role, allow a webhook to ask for. */
export interface DeliveryLimits {
  hasStaticIp: boolean;
  maxTimeoutSeconds: number;
}

/** Shows the fields for how deliveries are made: retries, success, limits, and the address that they come from. */
export function DeliveryFields({ form, limits }: { form: WebhookFormControl; limits: DeliveryLimits }) {
  const { control, register, watch, formState } = form;
  const policy = watch("retryPolicy");
  const faults = formState.errors;
  return (
    <div className="grid gap-6">
      <div className="grid gap-3">
        <SwitchLine form={form} name="retryPolicy.enabled" label="Retry failed deliveries">
          {policy.enabled
            ? `When the last retry fails, about ${retrySpan(policy)} after the first attempt, the delivery ends as failed.`
            : "Each event is tried once. A delivery that fails stays failed."}
        </SwitchLine>
        {policy.enabled && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="text-ink-muted text-xs" aria-hidden>
              Retries
            </span>
            <Controller
              control={control}
              name="retryPolicy.maxAttempts"
              render={({ field }) => (
                <Segmented
                  label="Retries"
                  value={String(field.value)}
                  onValueChange={(value) => field.onChange(Number(value))}
                  options={RETRY_STEPS_MS.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
                />
              )}
            />
          </div>
        )}
        <div className="rounded-lg border px-2 py-3">
          <RetryTimeline policy={policy} />
        </div>
      </div>
      <div className="grid gap-1.5">
        <span className="font-medium text-sm" aria-hidden>
          Counts as success
        </span>
        <Controller
          control={control}
          name="successStatus"
          render={({ field }) => (
            <Segmented
              label="Counts as success"
              className="w-fit max-w-full"
              value={field.value}
              onValueChange={field.onChange}
              options={SUCCESS_STATUSES.map((value) => ({ value, label: SUCCESS_LABEL[value] }))}
            />
          )}
        />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Time limit in seconds"
          error={faults.timeoutSeconds?.message}
          hint={`For the whole answer: 1 to ${limits.maxTimeoutSeconds}.${
            limits.maxTimeoutSeconds > DEFAULT_TIMEOUT_SECONDS ? "" : " An owner may set more."
          } For long work, answer 202 and work later.`}
          isRequired
        >
          {(props) => <Input inputMode="numeric" autoComplete="off" className="tabular-nums" {...props} {...register("timeoutSeconds")} />}
        </Field>
        <Field
          label="Requests per second, at most"
          error={faults.maxRequestsPerSecond?.message}
          hint="What comes faster waits. Left empty, there is no limit."
        >
          {(props) => (
            <Input
              inputMode="numeric"
              autoComplete="off"
              placeholder="No limit"
              className="tabular-nums"
              {...props}
              {...register("maxRequestsPerSecond")}
            />
          )}
        </Field>
      </div>
      <SwitchLine form={form} name="enableStaticIP" label="Static IP address" isDisabled={!limits.hasStaticIp}>
        {limits.hasStaticIp
          ? "Requests, those for tokens too, come from the installation's fixed address, which your firewall can let in."
          : "Not available: this installation has no static IP address. Its operator sets one up with POSTERN_STATIC_IP_PROXY_URL."}
      </SwitchLine>
    </div>
  );
}
