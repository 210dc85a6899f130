"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { HeaderRows } from "@/components/webhook/header-rows";
import { FORMAT_LABEL, FORMAT_REMARK } from "@/components/webhook/payload-format-words";
import { SwitchLine } from "@/components/webhook/switch-line";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { PAYLOAD_FORMATS } from "@/domain/payload/payload-formats";

/** Shows the fields for what a delivery carries: its shape, its content, and the headers that go with it. */
export function PayloadFields({ form }: { form: WebhookFormControl }) {
  const { control, register, watch, formState } = form;
  const [format, toggles] = watch(["payloadFormat", "payloadConfiguration"]);
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <span className="font-medium text-sm" aria-hidden>
          Format
        </span>
        <Controller
          control={control}
          name="payloadFormat"
          render={({ field }) => (
            <Segmented
              label="Format"
              className="w-fit max-w-full"
              value={field.value}
              onValueChange={field.onChange}
              options={PAYLOAD_FORMATS.map((value) => ({ value, label: FORMAT_LABEL[value] }))}
            />
          )}
        />
        <p className="text-ink-muted text-xs">{FORMAT_REMARK[format]}</p>
      </div>
      {format === "entity_envelope" && (
        <div className="grid gap-4">
          <SwitchLine form={form} name="payloadConfiguration.hydrate_entity" label="Hydrated entity">
            {toggles.hydrate_entity
              ? "The entity with all its attributes."
              : "Only what identifies the entity: _id, _schema, _title, _created_at and _updated_at."}
          </SwitchLine>
          <SwitchLine form={form} name="payloadConfiguration.include_relations" label="Relations">
            The entities that it is related to, each of them whole.
          </SwitchLine>
          {toggles.include_relations && (
            <Notice tone="warning">
              With relations a payload can grow to many times its size: make sure that your endpoint accepts it.
            </Notice>
          )}
          <SwitchLine form={form} name="payloadConfiguration.include_activity" label="Activity">
            The activity that the event belongs to: who did what, and when.
          </SwitchLine>
          <SwitchLine form={form} name="payloadConfiguration.include_changed_attributes" label="Changed attributes">
            What was added, updated and deleted. Only events of a change have it; one that is triggered by hand never does.
          </SwitchLine>
        </div>
      )}
      <Field
        label="Signature header"
        error={formState.errors.signatureHeader?.message}
        hint="A further header with the body's HMAC-SHA256 as hex, for receivers that check it so. Left empty, there is none: the webhook-signature is sent in any case."
      >
        {(props) => (
          <Input
            placeholder="x-copilot-signature"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-xs sm:max-w-80"
            {...props}
            {...register("signatureHeader")}
          />
        )}
      </Field>
      <HeaderRows form={form} />
    </div>
  );
}
