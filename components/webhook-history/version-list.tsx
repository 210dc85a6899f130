"use client";

import { ChevronDown, History } from "lucide-react";
import { Accordion } from "radix-ui";
import { GuardedButton } from "@/components/permission/guarded-button";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { describeVersion, nameActor } from "@/components/webhook-history/describe-version";
import { FieldChanges } from "@/components/webhook-history/field-changes";
import type { WebhookVersion } from "@/domain/webhook/webhook-version";

/** Shows a webhook's versions as a timeline, the newest first. `shown` is the version that the address names; it is open. */
export function VersionList({
  versions,
  currentVersion,
  shown,
  onRestore,
}: {
  versions: readonly WebhookVersion[];
  currentVersion: number;
  shown: number | null;
  onRestore: (version: WebhookVersion) => void;
}) {
  return (
    <Accordion.Root type="multiple" defaultValue={[String(shown ?? currentVersion)]} asChild>
      <ol className="min-w-0">
        {versions.map((version, index) => (
          <Accordion.Item key={version.version} value={String(version.version)} asChild>
            <li id={`v${version.version}`} className="relative min-w-0 scroll-mt-20 pb-3 pl-7">
              {index < versions.length - 1 && <span aria-hidden className="absolute top-7 bottom-0 left-[7px] w-px bg-line" />}
              <span
                aria-hidden
                className={`absolute top-[15px] left-[3px] size-[9px] rounded-full ring-3 ring-canvas ${version.version === currentVersion ? "bg-accent" : "bg-line-strong"}`}
              />
              <Accordion.Header asChild>
                <h2>
                  <Accordion.Trigger className="group -mx-2 flex min-h-10 w-[calc(100%+1rem)] items-center gap-x-2.5 rounded-md px-2 py-1.5 text-left transition-colors hover:bg-hover">
                    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5">
                      <span className="rounded bg-hover px-1.5 font-medium font-mono text-2xs text-ink-muted leading-5">
                        v{version.version}
                      </span>
                      <span className="min-w-0 break-words">
                        <span className="font-medium">{nameActor(version.actor)}</span>{" "}
                        <span className="text-ink-muted">{describeVersion(version)}</span>
                      </span>
                      {version.version === currentVersion && <Badge tone="accent">Current</Badge>}
                    </span>
                    <RelativeTime iso={version.created_at} className="whitespace-nowrap text-ink-subtle text-xs tabular-nums" />
                    <ChevronDown
                      aria-hidden
                      className="size-3.5 shrink-0 text-ink-subtle transition-transform group-data-[state=open]:rotate-180"
                    />
                  </Accordion.Trigger>
                </h2>
              </Accordion.Header>
              <Accordion.Content className="min-w-0 overflow-hidden data-[state=closed]:animate-accordion-up data-[state=open]:animate-accordion-down">
                <div className="grid min-w-0 justify-items-start gap-3 pt-2 pb-3 [&>dl]:w-full">
                  <Changes version={version} />
                  {version.version !== currentVersion && version.change !== "deleted" && (
                    <GuardedButton scope="write" size="sm" onClick={() => onRestore(version)}>
                      <History aria-hidden />
                      Restore version {version.version}
                    </GuardedButton>
                  )}
                </div>
              </Accordion.Content>
            </li>
          </Accordion.Item>
        ))}
      </ol>
    </Accordion.Root>
  );
}

function Changes({ version }: { version: WebhookVersion }) {
  if (version.changes.length > 0) return <FieldChanges changes={version.changes} label={`What version ${version.version} changed`} />;
  return <p className="text-ink-muted text-xs">{withoutChanges(version)}</p>;
}

function withoutChanges({ change }: WebhookVersion): string {
  switch (change) {
    case "created":
      return "The webhook as it was made.";
    case "secret_rotated":
      return "Signatures are made with a new secret. The configuration stayed as it was.";
    case "deleted":
      return "The configuration stayed as it was.";
    default:
      return "Nothing of the configuration changed.";
  }
}
