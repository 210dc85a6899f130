import { type InputFault, PosternError } from "@/domain/errors";
import { isExpression } from "@/domain/filter/filter-condition";
import type { WebhookSettings } from "@/domain/webhook/webhook-config";
import type { Context } from "@/server/context";

/**
 * Checks that the JSONata of a configuration can be read, so that a mistake shows at saving and not at the first event. Throws
 * PosternError `invalid_input` with a fault and its position for each unreadable expression. An expression that cannot be checked
 * just now is let through.
 */
export async function assertExpressions({ ctx, settings }: { ctx: Context; settings: WebhookSettings }): Promise<void> {
  const expressions = (settings.filterConditions?.conditions ?? []).flatMap((condition, index) =>
    isExpression(condition)
      ? [{ path: `filterConditions.conditions.${index}.jsonata_expression`, expression: condition.jsonata_expression }]
      : [],
  );
  if (settings.jsonataExpression !== null) expressions.push({ path: "jsonataExpression", expression: settings.jsonataExpression });

  const owner = ctx.tenant.organizationId;
  const checked = await Promise.all(
    expressions.map(async ({ path, expression }): Promise<InputFault[]> => {
      const result = await ctx.evaluator.evaluate({ owner, expression, input: "null", variables: null, as: "check" });
      if (result.type !== "fault") return [];
      const place = result.position === null ? "" : ` at character ${result.position}`;
      return [{ path, message: `This is no valid JSONata${place}: ${result.message}` }];
    }),
  );
  const faults = checked.flat();
  const [first] = faults;
  if (first) throw new PosternError("invalid_input", `${first.path}: ${first.message}`, { faults });
}
