import type { RouteModule } from "@/app/_http/define-methods";
import type { Operation } from "@/app/_http/define-route";
import { groupOf } from "@/app/_openapi/operation-groups";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const OPENING = `# The API, operation by operation

<!-- Written by \`npm run docs:api\` from what the routes declare. Change the routes, not this page. -->

What holds for all operations, and the shapes of what they take and answer, is in [the contract](contract.md). Every
field is described in the portal under *API reference* and in \`GET /v1/webhooks/openapi.json\` (OpenAPI 3.1).

- **Token**: the scope that the API token needs. *none*: anybody may call it.
- **Repeat**: \`key\`: takes an \`Idempotency-Key\`; \`match\`: takes an \`If-Match\`.
- **From**: *epilot*: an operation of a published epilot client (Webhooks, Entity, Automation), answered in the shapes
  of its definition. *Postern*: an operation of Postern's own.
`;

interface ListedOperation {
  method: string;
  path: string;
  operation: Operation;
}

/**
 * Returns docs/api.md: a table of the operations for each group, in the order of the route table. `publishedIds` are the
 * operations that the published clients have.
 */
export function describeOperations(input: { routes: Readonly<Record<string, RouteModule>>; publishedIds: ReadonlySet<string> }): string {
  const groups = new Map<string, ListedOperation[]>();
  for (const [path, module] of Object.entries(input.routes)) {
    for (const method of METHODS) {
      const handler = module[method];
      if (!("operation" in handler)) continue;
      const group = groupOf(path);
      groups.set(group, [...(groups.get(group) ?? []), { method, path, operation: handler.operation }]);
    }
  }
  const sections = [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, operations]) => describeGroup(name, operations, input.publishedIds));
  return [OPENING, ...sections].join("\n");
}

function describeGroup(name: string, operations: readonly ListedOperation[], publishedIds: ReadonlySet<string>): string {
  const rows = operations.map(({ method, path, operation }) => {
    const { operationId, summary, scope = "*none*", response, isUpsert, isDeprecated } = operation;
    const cells = [
      operationId,
      `\`${method} ${path}\``,
      isDeprecated ? `${summary}. Deprecated` : summary,
      scope,
      isUpsert ? `${response.status}, 201` : String(response.status),
      repeatOf(operation),
      publishedIds.has(operationId) ? "epilot" : "Postern",
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = ["| Operation | Call | What it does | Token | Answers | Repeat | From |", "|---|---|---|---|---|---|---|"];
  return [`## ${name}`, "", ...head, ...rows, ""].join("\n");
}

function repeatOf({ isIdempotent, isConditional }: Operation): string {
  return [...(isIdempotent ? ["key"] : []), ...(isConditional ? ["match"] : [])].join(", ");
}
