import type { RouteModule } from "@/app/_http/define-methods";
import { hasStatusForm } from "@/app/_http/error-form";

export interface FoundRoute {
  module: RouteModule;
  params: Record<string, string>;
}

interface Pattern {
  module: RouteModule;
  segments: readonly string[];
  /** True when a colon in a segment begins the name of an operation. */
  namesOperations: boolean;
}

/**
 * Returns a function that finds the route of a path in a table such as ROUTE_TABLE. It returns null for a path without a route,
 * and for one whose escapes are no UTF-8. Where the entity and automation APIs name an operation behind a colon, as in
 * `/v1/entity/{slug}/{id}:restore`, no parameter holds a colon, so that an operation that is not served is not found.
 */
export function createRouteFinder(table: Readonly<Record<string, RouteModule>>): (path: string) => FoundRoute | null {
  const fixed = new Map<string, FoundRoute>();
  const patterns: Pattern[] = [];
  for (const [path, module] of Object.entries(table)) {
    if (path.includes("{")) patterns.push({ module, segments: path.split("/"), namesOperations: hasStatusForm(path) });
    else fixed.set(path, { module, params: {} });
  }
  return (path) => {
    const known = fixed.get(path);
    if (known) return known;
    const segments = decode(path.split("/"));
    if (!segments) return null;
    for (const pattern of patterns) {
      const params = match(pattern, segments);
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

const PARAMETER = /^\{(\w+)\}(:\w+)?$/;

function match({ segments: pattern, namesOperations }: Pattern, segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const [, name, operation = ""] = PARAMETER.exec(part) ?? [];
    if (name === undefined || segment === "") {
      if (part !== segment) return null;
      continue;
    }
    if (!segment.endsWith(operation)) return null;
    const value = segment.slice(0, segment.length - operation.length);
    if (value === "" || (namesOperations && value.includes(":"))) return null;
    params[name] = value;
  }
  return params;
}
