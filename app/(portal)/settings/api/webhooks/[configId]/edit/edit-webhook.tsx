"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { toast } from "sonner";
import { testUnsavedOAuthAction, updateWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { PreviewFault } from "@/app/(portal)/settings/api/webhooks/preview-fault";
import { createPreviewSource } from "@/app/(portal)/settings/api/webhooks/preview-source";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import type { DeliveryLimits } from "@/components/webhook/delivery-fields";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { mergeIntoWebhook, toFormValues } from "@/components/webhook/stored-webhook-values";
import { WebhookForm } from "@/components/webhook/webhook-form";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

const WORDS = { form: "Edit webhook", submit: "Save changes", enabled: "Events are delivered." };

/** Shows the webhook's form, filled with its present settings. */
export function EditWebhook({
  webhook,
  hasSecret,
  draftKey,
  ...rest
}: {
  webhook: WebhookConfig;
  /** True when its authentication has a secret. */
  hasSecret: boolean;
  draftKey: string;
  types: readonly EventTypeOption[];
  limits: DeliveryLimits;
}) {
  const router = useRouter();
  const configuration = `/settings/api/webhooks/${webhook.id}/configuration` as const;
  const source = useMemo(
    () => createPreviewSource({ configId: webhook.id, complete: (config) => mergeIntoWebhook(webhook, config) }),
    [webhook],
  );
  return (
    <>
      <PageHeader
        title={`Edit ${webhook.name}`}
        description="Attempts from now on use what you save, also of events that are waiting already."
      />
      <WebhookForm
        // A webhook that is loaded again starts the form again, with its new settings.
        key={webhook.updatedTime}
        {...rest}
        initial={toFormValues(webhook, { hasSecret })}
        draft={{ key: draftKey, base: webhook.updatedTime }}
        words={WORDS}
        source={source}
        previewFault={(error, retry) => <PreviewFault error={error} onRetry={retry} />}
        onTestOAuth={(typed) => testUnsavedOAuthAction({ ...typed, configId: webhook.id })}
        onSubmit={(config) =>
          updateWebhookAction({ configId: webhook.id, config: mergeIntoWebhook(webhook, config), updatedTime: webhook.updatedTime })
        }
        onSaved={() => {
          toast.success("Saved");
          router.push(configuration);
        }}
        onConflict={
          <span className="flex flex-wrap gap-2">
            <Button asChild size="sm">
              <a href={`/settings/api/webhooks/${webhook.id}/history`} target="_blank" rel="noreferrer">
                See what was changed
              </a>
            </Button>
            <Button size="sm" onClick={() => router.refresh()}>
              Discard mine and load it again
            </Button>
          </span>
        }
        cancel={
          <Button asChild variant="ghost">
            <Link href={configuration}>Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
