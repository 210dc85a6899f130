"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { Controller, useForm } from "react-hook-form";
import type { ActionError, ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { AuthFields } from "@/components/webhook/auth-fields";
import { DeliveryFields, type DeliveryLimits } from "@/components/webhook/delivery-fields";
import { Disclosure } from "@/components/webhook/disclosure";
import { EventSelect } from "@/components/webhook/event-select";
import { type EventTypeOption, findEventType } from "@/components/webhook/event-type";
import { placeFaults } from "@/components/webhook/place-faults";
import { RequestPreview } from "@/components/webhook/request-preview";
import { summariseDelivery } from "@/components/webhook/summarise-delivery";
import { createWebhookFormInput } from "@/components/webhook/webhook-form-input";
import { EMPTY_WEBHOOK, toWebhookConfig, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";

function Section({ title, isTitleShown = true, children }: { title: string; isTitleShown?: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4 border-b pb-7">
      <h2 className={isTitleShown ? "font-semibold text-base" : "sr-only"}>{title}</h2>
      {children}
    </section>
  );
}

/** Creates a webhook, or with `initial` changes one. `onSubmit` is the server action; on `ok` the caller shows what came of it. */
export function WebhookForm<Saved>({
  initial = EMPTY_WEBHOOK,
  words = { form: "New webhook", submit: "Create webhook", enabled: "Events are delivered from the moment you create it." },
  types,
  organizationId,
  limits,
  onSubmit,
  onSaved,
  cancel,
  onConflict,
}: {
  initial?: WebhookFormValues;
  words?: { form: string; submit: string; enabled: string };
  types: readonly EventTypeOption[];
  organizationId: string;
  limits: DeliveryLimits;
  onSubmit: (config: ReturnType<typeof toWebhookConfig>) => Promise<ActionResult<Saved>>;
  onSaved: (saved: Saved) => void;
  cancel: ReactNode;
  /** What can be done where somebody else has changed it since it was loaded. */
  onConflict?: ReactNode;
}) {
  const resolver = useMemo(() => zodResolver(createWebhookFormInput({ maxTimeoutSeconds: limits.maxTimeoutSeconds })), [limits]);
  const form = useForm<WebhookFormValues>({ defaultValues: initial, resolver });
  const { control, register, handleSubmit, setError, formState, watch } = form;
  const [fault, setFault] = useState<ActionError | null>(null);
  const [isDeliveryOpen, setIsDeliveryOpen] = useState(false);
  const values = watch();
  const type = findEventType(types, values.eventName);

  /** A fault must be in sight, and its field there to take the focus. */
  const openFaulty = (paths: readonly string[]) => {
    if (paths.some((path) => DELIVERY_FIELDS.has(path.split(".")[0] ?? ""))) flushSync(() => setIsDeliveryOpen(true));
  };
  const showFault = (error: ActionError, checked: WebhookFormValues) => {
    const placed = placeFaults(error.faults, checked);
    openFaulty(placed.map(({ path }) => path));
    for (const [index, { path, message }] of placed.entries()) setError(path, { message }, { shouldFocus: index === 0 });
    if (placed.length === 0 || placed.length < error.faults.length) setFault(error);
  };
  const submit = handleSubmit(
    async (checked) => {
      setFault(null);
      const result = await onSubmit(toWebhookConfig(checked)).catch(() => null);
      if (result?.ok) onSaved(result.data);
      else showFault(result?.error ?? UNREACHABLE, checked);
    },
    (errors) => openFaulty(Object.keys(errors)),
  );

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={words.form}
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]"
    >
      <div className="grid content-start gap-7">
        <Section title="What it subscribes to" isTitleShown={false}>
          <Field label="Event" error={formState.errors.eventName?.message} isRequired>
            {(props) => (
              <Controller
                control={control}
                name="eventName"
                render={({ field }) => (
                  <EventSelect types={types} value={field.value} onChange={field.onChange} onBlur={field.onBlur} control={props} />
                )}
              />
            )}
          </Field>
          <Field
            label="Name"
            hint="How you recognise it in lists. Left empty, it is the event's label."
            error={formState.errors.name?.message}
          >
            {(props) => <Input autoComplete="off" placeholder={type?.label ?? ""} {...props} {...register("name")} />}
          </Field>
        </Section>
        <Section title="Endpoint">
          <div className="grid grid-cols-[7rem_minmax(0,1fr)] items-start gap-2">
            <Field label="Method" error={formState.errors.httpMethod?.message}>
              {(props) => (
                <Controller
                  control={control}
                  name="httpMethod"
                  render={({ field }) => (
                    <Select
                      {...props}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={HTTP_METHODS.map((method) => ({ value: method, label: method }))}
                      className="font-mono text-xs"
                    />
                  )}
                />
              )}
            </Field>
            <Field
              label="URL"
              error={formState.errors.url?.message}
              hint={
                values.url.trim().startsWith("http://") &&
                "Without TLS anyone on the way can read what is sent. Use https:// where you can."
              }
              isRequired
            >
              {(props) => (
                <Input
                  type="url"
                  inputMode="url"
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="https://example.com/webhooks"
                  className="font-mono text-xs"
                  {...props}
                  {...register("url")}
                />
              )}
            </Field>
          </div>
          <div className="flex items-start gap-3">
            <Controller
              control={control}
              name="enabled"
              render={({ field }) => (
                <Switch id="enabled" checked={field.value} onCheckedChange={field.onChange} aria-describedby="enabled-hint" />
              )}
            />
            <div>
              <Label htmlFor="enabled">Enabled</Label>
              <p id="enabled-hint" className="text-ink-muted text-xs">
                {values.enabled ? words.enabled : "Events are recorded as skipped until you enable it."}
              </p>
            </div>
          </div>
        </Section>
        <Section title="Authentication">
          <AuthFields form={form} />
        </Section>
        <section aria-label="Delivery" className="border-b pb-7">
          <Disclosure title="Delivery" summary={summariseDelivery(values)} isOpen={isDeliveryOpen} onOpenChange={setIsDeliveryOpen}>
            <DeliveryFields form={form} limits={limits} />
          </Disclosure>
        </section>
        {fault && <FormFault error={fault} onConflict={onConflict} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isPending={formState.isSubmitting}>
            {words.submit}
          </Button>
          {cancel}
        </div>
      </div>
      <aside aria-label="Preview" className="min-w-0 lg:sticky lg:top-6 lg:self-start">
        <h2 className="mb-3 font-semibold text-base">What your endpoint receives</h2>
        <RequestPreview values={values} type={type} organizationId={organizationId} />
      </aside>
    </form>
  );
}

/** The fields behind the disclosure. */
const DELIVERY_FIELDS: ReadonlySet<string> = new Set<keyof WebhookFormValues>([
  "retryPolicy",
  "successStatus",
  "timeoutSeconds",
  "maxRequestsPerSecond",
  "enableStaticIP",
  "customHeaders",
]);

const UNREACHABLE: ActionError = {
  code: "unavailable",
  message: "Postern could not be reached. What you typed is still here: try again.",
  faults: [],
  requestId: "",
};
