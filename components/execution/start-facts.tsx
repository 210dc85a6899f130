import type { Route } from "next";
import type { ReactNode } from "react";
import { type AttributeChange, operationChanges } from "@/components/entity/operation-changes";
import { describeCause } from "@/components/execution/describe-cause";
import { describeTimeTaken } from "@/components/execution/describe-time-taken";
import { UNTITLED } from "@/components/execution/execution-table";
import { ChangedValue } from "@/components/ui/changed-value";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { NamedExecution } from "@/domain/automation/named-execution";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** The changed attributes that are shown; the record's activity has all. */
const SHOWN_CHANGES = 12;
const LINK = "min-w-0 break-words rounded-sm text-accent-ink underline-offset-2 hover:underline";

/** Shows what an execution is about: what started it and when, the record, and what of it had changed. */
export function StartFacts({ execution, attributes }: { execution: NamedExecution; attributes: readonly EntityAttribute[] }) {
  const { id, entity, trigger, started_by: starter, led_by: ledBy, created_at: createdAt, ended_at: endedAt } = execution;
  const changes = changesOf(execution, attributes);
  return (
    <section aria-label="Start" className="min-w-0 overflow-hidden rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">Start</h2>
      <dl className="grid min-w-0 gap-3 p-4">
        <Fact name="Started by">
          {describeCause(trigger)}
          {starter && <span className="text-ink-muted">, {starter.name ?? starter.id}</span>}
        </Fact>
        <Fact name="Record">
          {entity.isThere ? (
            <Link href={`/entities/${entity.schema}/${entity.id}` as Route} className={LINK}>
              {entity.title ?? UNTITLED}
            </Link>
          ) : (
            `${entity.title ?? UNTITLED} (gone)`
          )}
          <span className="text-ink-subtle text-xs"> {entity.schema}</span>
        </Fact>
        {changes.length > 0 && (
          <Fact name="What changed">
            <div className="grid min-w-0 gap-2 pt-0.5">
              {changes.slice(0, SHOWN_CHANGES).map(({ path, label, before, after }) => (
                <div key={path} className="grid min-w-0 gap-0.5 text-xs leading-5">
                  <span className="break-words text-ink-muted">{label}</span>
                  <ChangedValue before={before} after={after} />
                </div>
              ))}
              {changes.length > SHOWN_CHANGES && (
                <p className="text-ink-muted text-xs">{changes.length - SHOWN_CHANGES} more: see the record’s activity.</p>
              )}
            </div>
          </Fact>
        )}
        {ledBy.length > 0 && (
          <Fact name="Led to by">
            {ledBy.map((flow, index) => (
              <span key={flow.id}>
                {index > 0 && ", then "}
                {flow.name === null ? (
                  "a deleted automation"
                ) : (
                  <Link
                    href={`/automations/${flow.id}` as Route}
                    className="break-words rounded-sm text-accent-ink underline underline-offset-2"
                  >
                    {flow.name}
                  </Link>
                )}
              </span>
            ))}
          </Fact>
        )}
        <Fact name="Started">
          <RelativeTime iso={createdAt} />
        </Fact>
        {endedAt !== null && (
          <Fact name="Ended">
            <RelativeTime iso={endedAt} />
            <span className="text-ink-muted">, took {describeTimeTaken(createdAt, endedAt)}</span>
          </Fact>
        )}
        <Fact name="Execution id">
          <span className="flex min-w-0 items-center gap-1">
            <span className="min-w-0 break-all font-mono text-2xs">{id}</span>
            <CopyButton text={id} label="execution id" />
          </span>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** Returns what the change that started an execution changed. Changes of relations are told by the record's activity. */
function changesOf({ diff, snapshot, trigger }: NamedExecution, attributes: readonly EntityAttribute[]): AttributeChange[] {
  const operation = trigger.operation_type ?? "updateEntity";
  if (diff === null || operation === "createEntity" || operation.startsWith("relations")) return [];
  return operationChanges({
    operation: {
      ...{ entity: "", org: "", activity_id: "", activity_type: "", params: {} },
      ...{ operation, diff, payload: snapshot ?? {} },
    },
    attributes,
    entities: {},
  }).filter(({ path }) => path !== "_title");
}
