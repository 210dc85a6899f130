import type { RouteModule } from "@/app/_http/define-methods";

export interface FoundRoute {
  module: RouteModule;
  params: Record<string, string>;
}

interface Pattern {
  module: RouteModule;
  segments: readonly string[];
}

/**
 * Returns a function that finds the route of a path in a table such as ROUTE_TABLE. It returns null for a path without a route,
 * and for one whose escapes are no UTF-8.
 */
export function createRouteFinder(table: Readonly<Record<string, RouteModule>>): (path: string) => FoundRoute | null {
  const fixed = new Map<string, FoundRoute>();
  const patterns: Pattern[] = [];
  for (const [path, module] of Object.entries(table)) {
    if (path.includes("{")) patterns.push({ module, segments: path.split("/") });
    else fixed.set(path, { module, params: {} });
  }
  return (path) => {
    const known = fixed.get(path);
    if (known) return known;
    const segments = decode(path.split("/"));
    if (!segments) return null;
    for (const pattern of patterns) {
      const params = match(pattern.segments, segments);
      if (params) return { module: pattern.module, params };
    }
    return null;
  };
}

function decode(segments: string[]): string[] | null {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return null;
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{") && segment !== "") params[part.slice(1, -1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}
