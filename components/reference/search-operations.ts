/** The parts of one operation that the search looks at. */
interface IndexedOperation {
  id: string;
  title: string;
  method: string;
  path: string;
  isDeprecated: boolean;
}

export interface IndexedGroup {
  name: string;
  operations: readonly IndexedOperation[];
}

/**
 * Returns the groups with the operations that have every word of `text` in title, path, method, id or group. Groups without any are left
 * out.
 */
export function searchOperations(groups: readonly IndexedGroup[], text: string): IndexedGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = (group: string, { id, title, method, path }: IndexedOperation) => {
    const haystack = [group, id, title, method, path].join(" ").toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
  return groups
    .map(({ name, operations }) => ({ name, operations: operations.filter((operation) => isWanted(name, operation)) }))
    .filter(({ operations }) => operations.length > 0);
}
