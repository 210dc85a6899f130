"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Controller, useForm } from "react-hook-form";
import type { ActionError, ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { UnsavedChangesGuard } from "@/components/form/unsaved-changes-guard";
import { useFaultyControls } from "@/components/form/use-faulty-controls";
import type { DraftOf } from "@/components/form/use-form-draft";
import { useIsHydrated } from "@/components/form/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { AuthFields } from "@/components/webhook/auth-fields";
import { DeliveryFields, type DeliveryLimits } from "@/components/webhook/delivery-fields";
import { summariseDelivery } from "@/components/webhook/delivery-form-values";
import { EndpointFields } from "@/components/webhook/endpoint-fields";
import { EventSelect } from "@/components/webhook/event-select";
import { type EventTypeOption, findEventType } from "@/components/webhook/event-type";
import { FilterFields } from "@/components/webhook/filter/filter-fields";
import { describeFormFilter } from "@/components/webhook/filter/filter-words";
import { FormFooter } from "@/components/webhook/form-footer";
import { FoldedPart, Part } from "@/components/webhook/form-part";
import { type FoldedSection, sectionsOf } from "@/components/webhook/form-sections";
import { PayloadFields } from "@/components/webhook/payload-fields";
import { placeFaults } from "@/components/webhook/place-faults";
import { LivePreviewPanel } from "@/components/webhook/preview/live-preview-panel";
import { PreviewSheet } from "@/components/webhook/preview/preview-sheet";
import { TransformOutcome } from "@/components/webhook/preview/transform-outcome";
import { type PreviewSource, useEventFields, useLivePreview } from "@/components/webhook/preview/use-live-preview";
import { summarisePayload } from "@/components/webhook/summarise-payload";
import { TestTypedConnection } from "@/components/webhook/test-typed-connection";
import { TransformFields } from "@/components/webhook/transform-fields";
import { useWebhookDraft } from "@/components/webhook/use-webhook-draft";
import { webhookFormSchema } from "@/components/webhook/webhook-form-schema";
import { EMPTY_WEBHOOK, type SentWebhook, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { UnsavedOAuth } from "@/domain/webhook/unsaved-oauth";

/** The words that differ between making a webhook and changing one. */
interface WebhookFormWords {
  form: string;
  submit: string;
  enabled: string;
}

export interface WebhookFormProps<Saved> {
  initial?: WebhookFormValues;
  words: WebhookFormWords;
  types: readonly EventTypeOption[];
  limits: DeliveryLimits;
  /** The source of the live preview. */
  source: PreviewSource;
  draft: DraftOf;
  /** The server action. When its result is `ok`, the caller shows the outcome. */
  onSubmit: (config: SentWebhook) => Promise<ActionResult<Saved>>;
  onSaved: (saved: Saved) => void;
  cancel: ReactNode;
  /** Tries the OAuth settings that are typed. */
  onTestOAuth: (typed: Omit<UnsavedOAuth, "configId">) => Promise<ActionResult<OAuthTestAnswer>>;
  /** The action for when somebody else has changed the webhook since it was loaded. */
  onConflict?: ReactNode;
  /** Shows why there is no preview just now, and the way on. */
  previewFault: (error: Error, retry: () => void) => ReactNode;
}

/** Creates a webhook or, with `initial`, changes one. */
export function WebhookForm<Saved>(props: WebhookFormProps<Saved>) {
  const { initial = EMPTY_WEBHOOK, words, types, limits, source, draft, onSubmit, onSaved, cancel, onConflict, previewFault } = props;
  const resolver = useMemo(
    () => zodResolver(webhookFormSchema({ maxTimeoutSeconds: limits.maxTimeoutSeconds, saved: initial })),
    [limits, initial],
  );
  const form = useForm<WebhookFormValues, unknown, SentWebhook>({ defaultValues: initial, resolver, shouldFocusError: false });
  const { control, register, handleSubmit, getValues, setError, formState, watch } = form;
  const [fault, setFault] = useState<ActionError | null>(null);
  // True from the moment it is saved until the next page is there.
  const [isSaved, setIsSaved] = useState(false);
  const isUnsaved = formState.isDirty && !isSaved;
  const [open, setOpen] = useState<ReadonlySet<FoldedSection>>(new Set());
  const values = watch();
  const type = findEventType(types, values.eventName);
  const live = useLivePreview({ values, source });
  const fields = useEventFields(live);
  const kept = useWebhookDraft({ form, initial, draft });
  const partsRef = useRef<HTMLFieldSetElement>(null);
  const isHydrated = useIsHydrated();
  const { faulty, seek } = useFaultyControls(partsRef);

  /** Opens the sections with faults, because a fault must be in sight, and its field there to take the focus. */
  const openFaulty = (paths: readonly string[]) => {
    const sections = sectionsOf(paths);
    if (sections.length > 0) flushSync(() => setOpen((before) => new Set([...before, ...sections])));
    seek();
  };
  const showFault = (error: ActionError) => {
    const placed = placeFaults(error.faults, getValues());
    if (placed.length > 0) openFaulty(placed.map(({ path }) => path));
    for (const { path, message } of placed) setError(path, { message });
    if (placed.length === 0 || placed.length < error.faults.length) setFault(error);
  };
  const submit = handleSubmit(
    async (config) => {
      setFault(null);
      const result = await callAction(() => onSubmit(config));
      if (result.ok) {
        kept.forget();
        setIsSaved(true);
        onSaved(result.data);
      } else showFault(result.error);
    },
    (errors) => openFaulty(Object.keys(errors)),
  );
  const fold = (section: FoldedSection) => ({
    isOpen: open.has(section),
    onOpenChange: (isOpen: boolean) =>
      setOpen((before) => new Set([...before].filter((other) => other !== section).concat(isOpen ? section : []))),
  });
  const preview = (
    <LivePreviewPanel
      live={live}
      type={type}
      signatureHeader={values.signatureHeader}
      fault={live.error && previewFault(live.error, live.retry)}
    />
  );

  return (
    <form
      onSubmit={submit}
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.requestSubmit();
      }}
      noValidate
      aria-label={words.form}
      className="grid gap-x-12 gap-y-8 **:scroll-mt-20 **:scroll-mb-24 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
    >
      <fieldset ref={partsRef} disabled={!isHydrated} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-7">
        {kept.isRestored && (
          <Notice>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p>What you typed and did not save is here again, secrets excepted.</p>
              <Button size="sm" onClick={kept.startOver}>
                Start over
              </Button>
            </div>
          </Notice>
        )}
        <Part title="What it subscribes to" isTitleShown={false}>
          <Field label="Event" error={formState.errors.eventName?.message} isRequired>
            {(props_) => (
              <Controller
                control={control}
                name="eventName"
                render={({ field }) => (
                  <EventSelect types={types} value={field.value} onChange={field.onChange} onBlur={field.onBlur} control={props_} />
                )}
              />
            )}
          </Field>
          <Field
            label="Name"
            hint="How you recognise it in lists. Left empty, it is the event's label."
            error={formState.errors.name?.message}
          >
            {(props_) => <Input autoComplete="off" placeholder={type?.label ?? ""} {...props_} {...register("name")} />}
          </Field>
        </Part>
        <Part title="Endpoint">
          <EndpointFields form={form} enabledHint={words.enabled} />
        </Part>
        <Part title="Authentication">
          <AuthFields form={form} />
          {values.auth.authType === "OAUTH_CLIENT_CREDENTIALS" && <TestTypedConnection values={values} onTest={props.onTestOAuth} />}
        </Part>
        <FoldedPart title="Payload" summary={summarisePayload(values)} {...fold("payload")}>
          <PayloadFields form={form} />
        </FoldedPart>
        <FoldedPart title="Filter" summary={describeFormFilter(values.filter)} {...fold("filter")}>
          <FilterFields form={form} fields={fields} />
        </FoldedPart>
        <FoldedPart
          title="Transform"
          summary={values.jsonataExpression.trim() === "" ? "None: the payload is sent as it is" : "JSONata makes what is sent"}
          {...fold("transform")}
        >
          <TransformFields
            form={form}
            fields={fields}
            runtimeFault={live.transformFault}
            result={
              live.preview && (
                <section aria-label="Result" className="grid min-w-0 gap-1.5 lg:hidden">
                  <span className="font-medium text-sm">Result</span>
                  <TransformOutcome transform={live.preview.transform} />
                </section>
              )
            }
          />
        </FoldedPart>
        <FoldedPart title="Delivery" summary={summariseDelivery(values)} {...fold("delivery")}>
          <DeliveryFields form={form} limits={limits} />
        </FoldedPart>
      </fieldset>
      <FormFooter
        faulty={formState.isSubmitted ? faulty : []}
        refusal={fault && <FormFault error={fault} onConflict={onConflict} />}
        isUnsaved={isUnsaved}
      >
        <Button
          type="submit"
          variant="primary"
          isPending={formState.isSubmitting || isSaved}
          disabled={!isHydrated}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          title="Ctrl+Enter"
        >
          {words.submit}
        </Button>
        <PreviewSheet>{preview}</PreviewSheet>
        {cancel}
      </FormFooter>
      <UnsavedChangesGuard isUnsaved={isUnsaved} onLeave={kept.forget} />
      <aside
        aria-label="Preview"
        className="scrollbar-slim min-w-0 max-lg:hidden lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1 lg:mb-24 lg:max-h-[calc(100dvh-13.5rem)] lg:self-start lg:overflow-y-auto"
      >
        <h2 className="mb-3 font-semibold text-base">What your endpoint receives</h2>
        {preview}
      </aside>
    </form>
  );
}
