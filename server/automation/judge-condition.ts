import { type ConditionStatement, holdsStatement, type Operand } from "@/domain/automation/action-condition";
import type { ExecutionCondition } from "@/domain/automation/execution";
import { readMadeEntity, readSubject } from "@/server/automation/read-subject";
import type { Run } from "@/server/automation/run";

/** Checks whether all statements of a condition hold, for the entities as they are now. */
export async function judgeCondition({ run, condition }: { run: Run; condition: ExecutionCondition }): Promise<boolean> {
  for (const statement of condition.statements) {
    if (!holdsStatement(statement, await readOperand(run, statement))) return false;
  }
  return true;
}

async function readOperand(run: Run, { source }: ConditionStatement): Promise<Operand> {
  const { event, diff } = run.execution;
  if (source.originType === "event") return { value: event, diff: null };
  if (source.origin === "action") return { value: await readMadeEntity({ run, actionId: source.id ?? "" }), diff: null };
  return { value: await readSubject({ run }), diff };
}
