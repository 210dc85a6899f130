"use client";

import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import type { ExecutionAction } from "@/domain/automation/execution";
import { writeJson } from "@/domain/json/write-json";

const LINK = "rounded-sm font-medium text-accent-ink text-xs underline-offset-2 hover:underline max-md:py-2";

const OF_OPERATION: Readonly<Record<string, string>> = {
  createEntity: "See the record that it made",
  updateEntity: "See the record that it changed",
  none: "See the record, which had these values already",
};

/** Shows what an action gave: the way to its delivery, its record or its event, and all of it as JSON. `children` is what can be done. */
export function ActionOutcome({
  action,
  deliveryHref,
  onDelivery,
  children,
}: {
  action: ExecutionAction;
  deliveryHref: (deliveryId: string) => string;
  /** Opens a delivery beside the page. */
  onDelivery: (deliveryId: string) => void;
  children: ReactNode;
}) {
  const { outputs } = action;
  const hasOutputs = outputs !== undefined && Object.keys(outputs).length > 0;
  return (
    <Collapsible.Root className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 has-[>div:first-child:empty]:hidden">
      <div className="-mb-1 flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1">
        <Lead action={action} deliveryHref={deliveryHref} onDelivery={onDelivery} />
        {hasOutputs && (
          <Collapsible.Trigger className="group -mx-1 inline-flex items-center gap-1 rounded-md px-1 py-1 text-ink-muted text-xs transition-colors hover:text-ink max-md:py-2">
            <ChevronRight aria-hidden className="size-3.5 transition-transform group-data-[state=open]:rotate-90" />
            Outputs
          </Collapsible.Trigger>
        )}
        {children}
      </div>
      {hasOutputs && (
        <Collapsible.Content className="min-w-0">
          <CodeBlock text={writeJson(outputs)} label="outputs" isJson className="max-h-80" />
        </Collapsible.Content>
      )}
    </Collapsible.Root>
  );
}

/** Shows the way to what an action did. */
function Lead({
  action,
  deliveryHref,
  onDelivery,
}: {
  action: ExecutionAction;
  deliveryHref: (deliveryId: string) => string;
  onDelivery: (deliveryId: string) => void;
}) {
  const { execution_status: status, outputs = {} } = action;
  switch (action.type) {
    case "trigger-webhook": {
      const { event_id: deliveryId, sync } = action.config;
      // What is to be done again has the delivery of its last time, until it has its own.
      if (!deliveryId || status === "pending") return null;
      const isAwaited = sync && status === "in_progress";
      return (
        <>
          {isAwaited && (
            <span className="text-ink-muted text-xs">Waits for the endpoint’s answer: 30 seconds a try, three tries at most.</span>
          )}
          <Link
            href={deliveryHref(deliveryId) as Route}
            prefetch={false}
            onNavigate={(navigation) => {
              navigation.preventDefault();
              onDelivery(deliveryId);
            }}
            className={LINK}
          >
            See its delivery
          </Link>
        </>
      );
    }
    case "map-entity": {
      const { entity_id: id, entity_schema: schema, operation } = outputs;
      if (typeof id !== "string" || typeof schema !== "string") return null;
      return (
        <Link href={`/entities/${schema}/${id}` as Route} className={LINK}>
          {OF_OPERATION[String(operation)] ?? "See the record"}
        </Link>
      );
    }
    case "trigger-event": {
      const { event_id: id } = outputs;
      if (typeof id !== "string" || id === "") return null;
      return (
        <Link href={`/events?q=${encodeURIComponent(id)}` as Route} className={LINK}>
          See what became of the event
        </Link>
      );
    }
  }
}
