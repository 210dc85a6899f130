/** One JSONata evaluation, made in a process of its own (docs/decisions/006). */
export interface EvaluationTask {
  /** The expression's owner, such as an organization's id. The behaviour of one owner's expression does not count for another's. */
  owner: string;
  expression: string;
  /** JSON. */
  input: string;
  /** A JSON object with the values of `$env`; null when the expression cannot ask for any. */
  variables: string | null;
  /**
   * The kind of result. `value`: the result itself. `condition`: true or false by JSONata's `$boolean`. `check`: only whether it
   * can be read.
   */
  as: "value" | "condition" | "check";
}

/**
 * The result of an evaluation. `value`: the result as JSON (`true` or `false` for a condition). `nothing`: the expression gave no
 * value, or null. `fault`: the expression cannot be read, failed, or was stopped, and would do so again. `unavailable`: it could
 * not be evaluated, and the expression is not to blame. `position` counts the expression's characters.
 */
export type Evaluation =
  | { type: "value"; text: string }
  | { type: "nothing" }
  | { type: "fault"; message: string; position: number | null }
  | { type: "unavailable"; message: string };

export interface Evaluator {
  /** Evaluates a task. Never rejects. Takes at most about a second, after the wait for other evaluations. */
  evaluate(task: EvaluationTask): Promise<Evaluation>;
  /** Ends its processes; tasks that are not evaluated yet become `unavailable`. */
  close(): void;
}

/** Checks whether an expression can ask for environment variables: by `$env`, or by `$eval`, whose text may contain it. */
export function mayReadVariables(expression: string): boolean {
  return /\$\s*(env|eval)\b/.test(expression);
}
