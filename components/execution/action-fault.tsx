import { explainFailure } from "@/components/event-log/describe-outcome";
import { ERROR_EXPLANATIONS } from "@/components/execution/explain-error";
import { Notice } from "@/components/ui/notice";
import type { ExecutionAction } from "@/domain/automation/execution";
import type { ErrorOutput } from "@/domain/automation/execution-status";

/** Shows why an action failed in plain words, what to do about it, and the code with what else is known. */
export function ActionFault({ action, error }: { action: ExecutionAction; error: ErrorOutput }) {
  const { error_code: code, error_reason: reason, error_info: info } = error;
  const { cause, fix } = ERROR_EXPLANATIONS[code];
  const deliveryCode = action.outputs?.["code"];
  const failure = explainFailure(typeof deliveryCode === "string" ? deliveryCode : undefined);
  const details = info.details.map(({ explanation }) => explanation).filter((explanation) => explanation !== reason);
  return (
    <Notice tone="danger">
      <p className="break-words font-medium">{reason || cause}</p>
      {failure && <p className="mt-1">{failure.cause}</p>}
      <p className="mt-1 text-ink-muted">
        {failure && `${failure.fix} `}
        {fix}
      </p>
      <p className="mt-2 break-words font-mono text-2xs text-ink-muted">{[code, ...details].join(" · ")}</p>
    </Notice>
  );
}
