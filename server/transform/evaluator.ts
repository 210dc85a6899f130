/** One JSONata evaluation, made in a process of its own (docs/decisions/006). */
export interface EvaluationTask {
  /** Whose expression it is, such as an organization's id: what one owner's expression does tells nothing about another's. */
  owner: string;
  expression: string;
  /** JSON. */
  input: string;
  /** A JSON object with the values of `$env`; null where the expression cannot ask for any. */
  variables: string | null;
  /** `value`: the result itself. `condition`: whether it is true as JSONata's `$boolean` has it. `check`: only whether it can be read. */
  as: "value" | "condition" | "check";
}

/**
 * What an evaluation comes to. `value`: its result as JSON (`true` or `false` for a condition). `nothing`: the expression gave no
 * value, or null. `fault`: the expression cannot be read, failed, or was stopped; another try would come to the same. `unavailable`: it
 * could not be made, and the expression is not to blame. `position` counts the expression's characters.
 */
export type Evaluation =
  | { type: "value"; text: string }
  | { type: "nothing" }
  | { type: "fault"; message: string; position: number | null }
  | { type: "unavailable"; message: string };

export interface Evaluator {
  /** Never rejects. Takes at most about a second, and what it has to wait for others' evaluations. */
  evaluate(task: EvaluationTask): Promise<Evaluation>;
  /** Ends its processes; what is not evaluated yet becomes `unavailable`. */
  close(): void;
}

/** Whether an expression can ask for environment variables: by `$env`, or by `$eval`, which may spell it. */
export function mayReadVariables(expression: string): boolean {
  return /\$\s*(env|eval)\b/.test(expression);
}
