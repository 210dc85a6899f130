import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { DataError, fetchJson } from "@/app/(portal)/fetch-json";
import { isFinal } from "@/domain/automation/execution-status";
import { type ExecutionState, type ListedExecution, listedExecutionPage } from "@/domain/automation/listed-execution";
import { namedExecution } from "@/domain/automation/named-execution";
import { startableFlow } from "@/domain/automation/startable-flow";

/**
 * The milliseconds between updates. With the time of an answer, a change is seen within two seconds. Nothing is fetched while the
 * page is hidden.
 */
const LIVE_MS = 1_200;
/** The milliseconds between updates of what stands still, or waits for a time. */
const IDLE_MS = 10_000;

/** The executions of one automation, or those for one record. */
export type ExecutionsOf = { flowId: string } | { entityId: string };

/** Checks whether a further request is useless: the session has ended, or the id does not exist. */
function isRefused(error: Error | null): boolean {
  return error instanceof DataError && error.status < 500;
}

function isMoving({ status }: Pick<ListedExecution, "status">): boolean {
  return !isFinal(status) && status !== "scheduled";
}

/** Returns the key of a list's pages. The server, which fills the first page, and the browser, which updates it, use the same key. */
export function executionsKey(of: ExecutionsOf, state: ExecutionState | null) {
  return ["executions", of, state] as const;
}

/**
 * Returns the query of a list of executions, page by page. It is updated only while the newest page alone is shown, so the rows do not move
 * for a reader of older pages.
 */
export function executionsQuery(of: ExecutionsOf, state: ExecutionState | null) {
  return infiniteQueryOptions({
    queryKey: executionsKey(of, state),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams("flowId" in of ? { flow_id: of.flowId } : { entity_id: of.entityId });
      if (state !== null) params.set("state", state);
      if (pageParam !== null) params.set("cursor", pageParam);
      return fetchJson(`/data/automations/executions?${params}`, listedExecutionPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, error } }) => {
      if (isRefused(error) || (data?.pages.length ?? 1) > 1) return false;
      return data?.pages.some((page) => page.data.some(isMoving)) ? LIVE_MS : IDLE_MS;
    },
  });
}

/** Returns the key of one execution. */
export function executionKey(executionId: string) {
  return ["execution", executionId] as const;
}

/** Returns the query of one execution; it is updated until the execution has ended. */
export function executionQuery(executionId: string) {
  return queryOptions({
    queryKey: executionKey(executionId),
    queryFn: ({ signal }) => fetchJson(`/data/automations/executions/${encodeURIComponent(executionId)}`, namedExecution, signal),
    refetchInterval: ({ state: { data, error } }) => {
      if (isRefused(error) || (data && isFinal(data.status))) return false;
      return !data || isMoving(data) ? LIVE_MS : IDLE_MS;
    },
  });
}

/** Returns the query of the automations that can be started by hand for records of a schema. */
export function startableFlowsQuery(schema: string) {
  return queryOptions({
    queryKey: ["startable-flows", schema],
    queryFn: ({ signal }) => fetchJson(`/data/automations/startable?${new URLSearchParams({ schema })}`, z.array(startableFlow), signal),
  });
}
