import { CircleCheck, CircleX } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { formatWait } from "@/components/ui/format-time";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";

export type TestOutcome = { isTokenGiven: false; message: string } | ({ isTokenGiven: true } & Omit<OAuthTestAnswer, "success">);

/** Shows the outcome of a test of the connection. */
export function OAuthTestOutcome({ outcome }: { outcome: TestOutcome }) {
  const Icon = outcome.isTokenGiven ? CircleCheck : CircleX;
  return (
    <div
      className={cn(
        "flex gap-2.5 rounded-lg px-3 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        outcome.isTokenGiven ? "bg-success-soft [&>svg]:text-success-ink" : "bg-danger-soft [&>svg]:text-danger-ink",
      )}
    >
      <Icon aria-hidden />
      <div className="min-w-0 flex-1 break-words">
        <p>
          <span className="font-medium">{outcome.isTokenGiven ? "It works. " : "No access token. "}</span>
          {outcome.message}
        </p>
        {outcome.isTokenGiven && <p className="text-ink-muted text-xs">{describeToken(outcome)}</p>}
      </div>
    </div>
  );
}

function describeToken({ token_type: type, expires_in: seconds }: Pick<OAuthTestAnswer, "token_type" | "expires_in">): string {
  const lifetime = seconds === undefined ? "The answer does not say how long it is valid" : `Valid for ${formatWait(seconds * 1_000)}`;
  return `${lifetime}${type === undefined ? "" : `, type ${type}`}.`;
}
