import type { EntityOperationTrigger } from "@/domain/automation/flow-trigger";
import { isJsonObject } from "@/domain/json/json-object";
import { isEqualJson } from "@/domain/payload/changes";

type FilterConfig = EntityOperationTrigger["configuration"]["filter_config"];
export type Scalar = string | number | boolean;

/**
 * One line of what a change must be like. `changes`: the attribute is another than before; `from` and `to` are the values that it may have
 * had and may have now, any where there are none. `is`: it has one of the values of `to` after the change, changed or not.
 */
export interface ChangeRow {
  attribute: string;
  how: "changes" | "is";
  from: readonly Scalar[];
  to: readonly Scalar[];
}

/** The pattern of an attribute that had any value before. */
const ANY = [{ exists: true }];

/** Returns a filter of changes as lines, one for each attribute; null where it says what lines cannot. */
export function readChangeRows(config: FilterConfig): ChangeRow[] | null {
  const { payload = {}, diff = {} } = config?.operation ?? {};
  if (!isJsonObject(payload) || !isJsonObject(diff)) return null;
  const { updated = {}, ...otherChanges } = diff;
  if (!isJsonObject(updated) || Object.keys(otherChanges).length > 0) return null;
  const rows: ChangeRow[] = [];
  for (const [attribute, pattern] of Object.entries(updated)) {
    const from = isEqualJson(pattern, ANY) ? [] : pattern;
    const to = Object.hasOwn(payload, attribute) ? payload[attribute] : [];
    if (!isScalars(from) || !isScalars(to)) return null;
    rows.push({ attribute, how: "changes", from, to });
  }
  for (const [attribute, to] of Object.entries(payload)) {
    if (Object.hasOwn(updated, attribute)) continue;
    if (!isScalars(to)) return null;
    rows.push({ attribute, how: "is", from: [], to });
  }
  return rows;
}

/** Returns a filter with these lines in place of its own. All else that it says stays. */
export function writeChangeRows(config: FilterConfig, rows: readonly ChangeRow[]): FilterConfig {
  const { payload: _payload, diff: _diff, ...operation } = config?.operation ?? {};
  const { operation: _operation, ...others } = config ?? {};
  const changing = rows.filter(({ how }) => how === "changes");
  const updated = changing.map(({ attribute, from }) => [attribute, from.length > 0 ? from : ANY]);
  const payload = rows.filter(({ how, to }) => how === "is" || to.length > 0).map(({ attribute, to }) => [attribute, to]);
  const next = {
    ...operation,
    ...(payload.length > 0 && { payload: Object.fromEntries(payload) }),
    ...(updated.length > 0 && { diff: { updated: Object.fromEntries(updated) } }),
  };
  const filter = { ...others, ...(Object.keys(next).length > 0 && { operation: next }) };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

function isScalars(pattern: unknown): pattern is Scalar[] {
  return Array.isArray(pattern) && pattern.every((one) => ["string", "number", "boolean"].includes(typeof one));
}
