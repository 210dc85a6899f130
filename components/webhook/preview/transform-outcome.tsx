import { CodeBlock } from "@/components/ui/code-block";
import type { WebhookPreview } from "@/domain/preview/webhook-preview";

/** Shows the result of the transform: the text that is sent instead of the payload, or why there is none. */
export function TransformOutcome({ transform }: { transform: WebhookPreview["transform"] }) {
  switch (transform.status) {
    case "none":
      return <p className="text-ink-muted text-xs">The payload is sent as it is.</p>;
    case "applied":
      return <CodeBlock text={transform.payload ?? ""} label="transform result" isJson className="max-h-72" />;
    case "nothing":
      return <p className="text-ink-muted text-xs">{transform.message}</p>;
    case "failed":
      return (
        <p role="status" className="break-words rounded-md bg-danger-soft px-2.5 py-2 text-danger-ink text-xs">
          {transform.message}
        </p>
      );
  }
}
