"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { isSecretLeftBehind } from "@/components/webhook/auth-form-field";
import { useMovedOrigins } from "@/components/webhook/use-moved-origins";
import type { WebhookFormControl } from "@/components/webhook/webhook-form-values";
import { trimPasted } from "@/domain/trim-pasted";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";

const ANOTHER_ORIGIN =
  "This is another origin than the one that is saved. The stored secret does not go there: it is asked for again below.";

/** Shows the fields for the address of deliveries and for whether the webhook is enabled. `enabledHint` says what enabled means here. */
export function EndpointFields({ form, enabledHint }: { form: WebhookFormControl; enabledHint: string }) {
  const { control, register, watch, formState } = form;
  const [url, enabled, auth] = watch(["url", "enabled", "auth"]);
  const isSecretAskedFor = isSecretLeftBehind(auth, { ...useMovedOrigins(form), tokenEndpoint: false });
  const isUnsafe = trimPasted(url).startsWith("http://");
  return (
    <>
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
            (isSecretAskedFor || isUnsafe) && (
              <>
                {isSecretAskedFor && <p className="text-warning-ink">{ANOTHER_ORIGIN}</p>}
                {isUnsafe && <p>Without TLS anyone on the way can read what is sent. Use https:// where you can.</p>}
              </>
            )
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
            {enabled ? enabledHint : "Events are recorded as skipped until you enable it."}
          </p>
        </div>
      </div>
    </>
  );
}
