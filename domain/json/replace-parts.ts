import { ExactNumber } from "@/domain/json/exact-number";

/**
 * Replaces every value within a JSON tree in place, from the top down, by the result of `replace`. Returns the tree, whose root
 * may have been replaced too. Works with a list instead of recursion, since a document may be nested deeper than calls can be.
 */
export function replaceParts(tree: unknown, replace: (part: unknown, place: object, key: string) => unknown): unknown {
  const root = { tree };
  const open: object[] = [root];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const parts = place as Record<string, unknown>;
    for (const key of Object.keys(parts)) {
      const given = parts[key];
      const part = replace(given, place, key);
      // This sets an own property even where its key is `__proto__`.
      if (part !== given) parts[key] = part;
      if (typeof part === "object" && part !== null && !(part instanceof ExactNumber)) open.push(part);
    }
  }
  return root.tree;
}
