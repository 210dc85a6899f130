import { ExactNumber } from "@/domain/json/exact-number";

/**
 * Replaces every value within a JSON tree, from the top down, by what `replace` makes of it, in place. Gives the tree, which may have
 * become another one itself. Level by level: a document may be nested deeper than functions can call each other.
 */
export function replaceParts(tree: unknown, replace: (part: unknown, place: object, key: string) => unknown): unknown {
  const root = { tree };
  const open: object[] = [root];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const parts = place as Record<string, unknown>;
    for (const key of Object.keys(parts)) {
      const given = parts[key];
      const part = replace(given, place, key);
      // An own property, also where its key is `__proto__`.
      if (part !== given) parts[key] = part;
      if (typeof part === "object" && part !== null && !(part instanceof ExactNumber)) open.push(part);
    }
  }
  return root.tree;
}
