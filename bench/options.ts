import { parseArgs } from "node:util";

export interface BenchOptions {
  isJson: boolean;
  /** The number of deliveries in the event log for the page measurement. */
  rows: number;
  /** The number of deliveries of each throughput measurement. */
  deliveries: number;
  /** The length of each latency measurement. */
  seconds: number;
  /** The number of deliveries that wait for the dead endpoint. */
  waiting: number;
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1; it was ${value}.`);
  return number;
}

/** Reads the options `--json --rows 100000 --deliveries 20000 --seconds 10 --waiting 10000` of `npm run bench`. All are optional. */
export function readBenchOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      rows: { type: "string", default: "1000000" },
      deliveries: { type: "string", default: "60000" },
      seconds: { type: "string", default: "20" },
      waiting: { type: "string", default: "100000" },
    },
  });
  return {
    isJson: values.json,
    rows: positive("rows", values.rows),
    deliveries: positive("deliveries", values.deliveries),
    seconds: positive("seconds", values.seconds),
    waiting: positive("waiting", values.waiting),
  };
}
