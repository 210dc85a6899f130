import { availableParallelism } from "node:os";
import type { Evaluator } from "@/server/transform/evaluator";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";

const MAX_PROCESSES = 8;
const holder = globalThis as typeof globalThis & { posternEvaluator?: Evaluator };

/** This process's one pool, as large as the machine has cores. No process is started before the first evaluation. */
export function getEvaluator(): Evaluator {
  holder.posternEvaluator ??= createEvaluatorPool({ size: Math.min(MAX_PROCESSES, availableParallelism()) });
  return holder.posternEvaluator;
}
