import type { AutomationFigures } from "@/bench/measure/automations";
import type { Percentiles } from "@/bench/support/statistics";

/** The figures of one run. Rates are a second, latencies in ms, memory in MB. */
export interface BenchReport extends AutomationFigures {
  rawPerSecond: number;
  durablePerSecond: number;
  durableRatio: number;
  latencyMs: Percentiles;
  publishSinglePerSecond: number;
  publishBatchPerSecond: number;
  /** The rates of events whose numbers are kept digit for digit, as shares of those of plain events. */
  exactNumbersShare: { publish: number; durable: number };
  durablePerSecondByWebhooks: Record<string, number>;
  durablePerSecondManyHosts: number;
  /** The p99 of other webhooks while one endpoint hangs, as a multiple of their p99 without it. */
  hangP99Ratio: number;
  /** The same ratio while an endpoint is dead and many deliveries wait for it. */
  deadP99Ratio: number;
  memoryMb: { idle: Record<string, number>; loaded: Record<string, number> };
  eventLogP95Ms: number;
  /** The time of listing 1,000 webhooks. */
  configListP95Ms: number;
  /** The events a second that one core matches with a simple filter. */
  filterPerSecond: number;
}

interface Row {
  what: string;
  measured: string;
  /** The design's demand on a machine of two cores, receiver included; empty where there is none. */
  budget: string;
  isMet: boolean | null;
}

function rowsOf(report: BenchReport): Row[] {
  const atLeast = (what: string, value: number, least: number, unit: string): Row => ({
    what,
    measured: `${value} ${unit}`,
    budget: `≥ ${least}`,
    isMet: value >= least,
  });
  const below = (what: string, value: number, most: number, unit: string): Row => ({
    what,
    measured: `${value} ${unit}`,
    budget: `< ${most}`,
    isMet: value < most,
  });
  const only = (what: string, measured: string): Row => ({ what, measured, budget: "", isMet: null });
  const sum = (memory: Record<string, number>) =>
    Object.entries(memory)
      .map(([name, megabytes]) => `${name} ${megabytes} MB`)
      .join(", ");
  return [
    only("raw undici loop, 64 connections", `${report.rawPerSecond} /s`),
    only("durable deliveries, end to end", `${report.durablePerSecond} /s`),
    atLeast("durable as a share of raw", report.durableRatio, 0.35, ""),
    below("published → received, p50", report.latencyMs.p50, 20, "ms"),
    only("published → received, p95", `${report.latencyMs.p95} ms`),
    below("published → received, p99", report.latencyMs.p99, 100, "ms"),
    atLeast("publish, one at a time", report.publishSinglePerSecond, 1_000, "/s"),
    atLeast("publish, arrays of 100", report.publishBatchPerSecond, 5_000, "/s"),
    atLeast("publish of 19.90 and 19 digits, as a share", report.exactNumbersShare.publish, 0.9, ""),
    atLeast("durable of 19.90 and 19 digits, as a share", report.exactNumbersShare.durable, 0.9, ""),
    atLeast("entity changes, as a share of single publishes", report.entityChangeShare, 0.6, ""),
    atLeast("executions with a synchronous webhook, as a share", report.executionShare, 0.15, ""),
    below("publishing while 1,000 executions wait", report.besideExecutions.publish, 1.2, "× median"),
    below("log page while 1,000 executions wait", report.besideExecutions.log, 1.2, "× median"),
    below("others' deliveries while 1,000 executions wait", report.besideExecutions.delivery, 1.2, "× median"),
    ...Object.entries(report.durablePerSecondByWebhooks).map(([count, rate]) => only(`durable, ${count} webhooks`, `${rate} /s`)),
    atLeast("durable, 1,000 hosts", report.durablePerSecondManyHosts, Math.round(report.durablePerSecond / 2), "/s"),
    below("others' p99 while one endpoint hangs", report.hangP99Ratio, 2, "× baseline"),
    below("others' p99 while one endpoint is dead", report.deadP99Ratio, 2, "× baseline"),
    below("event log page, p95", report.eventLogP95Ms, 25, "ms"),
    below("list of 1,000 webhooks, p95", report.configListP95Ms, 50, "ms"),
    atLeast("simple filter, one core", report.filterPerSecond, 200_000, "events/s"),
    only("memory, idle", sum(report.memoryMb.idle)),
    only("memory, loaded", sum(report.memoryMb.loaded)),
  ];
}

/** Returns the report as a table, each figure beside its budget. */
export function formatReport(report: BenchReport): string {
  const rows = rowsOf(report);
  const widest = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, measured, budget, isMet }) => {
      const verdict = isMet === null ? "" : `  ${budget.padEnd(8)} ${isMet ? "met" : "MISSED"}`;
      return `${what.padEnd(widest)}  ${measured.padEnd(24)}${verdict}`.trimEnd();
    })
    .join("\n");
}
