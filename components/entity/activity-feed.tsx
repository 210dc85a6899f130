"use client";

import { useState } from "react";
import { type AttributeChange, operationChanges } from "@/components/entity/operation-changes";
import { renderMessage } from "@/components/entity/render-message";
import { Button } from "@/components/ui/button";
import { ChangedValue } from "@/components/ui/changed-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FeedActivity, NamedFeed } from "@/domain/activity/named-feed";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** The changes of an activity that are shown before the reader asks for all. */
const SHOWN_CHANGES = 4;

/** Shows what happened to a record, the latest first, each with what it changed of the record. */
export function ActivityFeed({
  recordId,
  activities,
  names,
  attributes,
}: {
  recordId: string;
  activities: readonly FeedActivity[];
  names: Pick<NamedFeed, "callers" | "entities">;
  /** The attributes of the record's schema. */
  attributes: readonly EntityAttribute[];
}) {
  return (
    <ol className="min-w-0">
      {activities.map((activity, index) => (
        <li key={activity._id} className="relative min-w-0 pb-5 pl-6 last:pb-0">
          {index < activities.length - 1 && <span aria-hidden className="absolute top-4 bottom-0 left-[3px] w-px bg-line" />}
          <span aria-hidden className="absolute top-[7px] left-0 size-[7px] rounded-full bg-line-strong" />
          <div className="flex items-baseline justify-between gap-3">
            <h3 className="min-w-0 break-words font-medium">{activity.title}</h3>
            <RelativeTime iso={activity.timestamp} className="whitespace-nowrap text-ink-subtle text-xs tabular-nums" />
          </div>
          <p className="break-words text-ink-muted text-xs">{renderMessage(activity, names)}</p>
          <Changes
            changes={activity.operations
              .filter(({ entity }) => entity === recordId)
              .flatMap((operation) => operationChanges({ operation, attributes, entities: names.entities }))}
          />
        </li>
      ))}
    </ol>
  );
}

function Changes({ changes }: { changes: readonly AttributeChange[] }) {
  const [isWhole, setIsWhole] = useState(false);
  if (changes.length === 0) return null;
  const shown = isWhole ? changes : changes.slice(0, SHOWN_CHANGES);
  return (
    <>
      <dl className="mt-2 grid min-w-0 gap-2">
        {shown.map(({ path, label, before, after }) => (
          <div key={path} className="grid min-w-0 gap-0.5 text-xs leading-5">
            <dt className="break-words text-ink-muted">{label}</dt>
            <dd className="min-w-0">
              <ChangedValue before={before} after={after} />
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > SHOWN_CHANGES && (
        <Button variant="ghost" size="sm" className="mt-1 -ml-2" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show less" : `Show ${changes.length - SHOWN_CHANGES} more`}
        </Button>
      )}
    </>
  );
}
