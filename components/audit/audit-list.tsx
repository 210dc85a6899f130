import { Bot, KeyRound } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { describeDetails } from "@/components/audit/describe-details";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { AUDIT_ACTIONS, isAuditAction } from "@/domain/audit/audit-actions";
import type { AuditEntryAnswer } from "@/domain/audit/audit-entry";

/** Shows the entries, each as a sentence. `hrefOf` gives the address of the log filtered by an actor or a target. */
export function AuditList({
  entries,
  hrefOf,
}: {
  entries: readonly AuditEntryAnswer[];
  hrefOf: (narrowed: { actor?: string; target?: string }) => Route;
}) {
  return (
    <ol className="divide-y" aria-label="Audit log, the newest first">
      {entries.map(({ id, at, actor, action, target, details }) => (
        <li key={id} className="flex min-h-12 items-start gap-3 px-4 py-2.5 hover:bg-hover max-md:px-3">
          <ActorMark actor={actor} />
          <div className="min-w-0 flex-1 pt-0.5">
            <p className="break-words">
              <Narrowed href={actor.id === null ? null : hrefOf({ actor: actor.id })}>{nameOf(actor)}</Narrowed>{" "}
              <span className="text-ink-muted">{isAuditAction(action) ? AUDIT_ACTIONS[action] : action}</span>
              {!isAboutActor(actor, target) && (
                <>
                  {" "}
                  <Narrowed href={hrefOf({ target: target.id })}>{target.name}</Narrowed>
                </>
              )}
            </p>
            <Details details={details} />
          </div>
          <span className="shrink-0 pt-0.5 text-ink-subtle text-xs tabular-nums">
            <RelativeTime iso={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Checks whether actor and target are the same, as when somebody joins or leaves. The target is then left out: "Grace joined". */
function isAboutActor(actor: AuditEntryAnswer["actor"], target: AuditEntryAnswer["target"]): boolean {
  return actor.id !== null && actor.id === target.id;
}

function nameOf({ type, name }: AuditEntryAnswer["actor"]): string {
  if (type === "system") return "Postern";
  return name ?? (type === "user" ? "A former member" : "A former token");
}

function ActorMark({ actor }: { actor: AuditEntryAnswer["actor"] }) {
  const name = nameOf(actor);
  return (
    <span
      aria-hidden
      className="flex size-6 shrink-0 items-center justify-center rounded-full border bg-sunken font-semibold text-2xs text-ink-muted uppercase [&>svg]:size-3.5"
    >
      {actor.type === "user" ? name.slice(0, 1) : actor.type === "system" ? <Bot /> : <KeyRound />}
    </span>
  );
}

function Narrowed({ href, children }: { href: Route | null; children: ReactNode }) {
  if (href === null) return <span className="font-medium">{children}</span>;
  return (
    <Link href={href} className="font-medium hover:underline">
      {children}
    </Link>
  );
}

function Details({ details }: { details: AuditEntryAnswer["details"] }) {
  const words = describeDetails(details);
  return words === "" ? null : <p className="break-words text-ink-subtle text-xs">{words}</p>;
}
