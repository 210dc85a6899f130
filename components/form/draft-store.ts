/**
 * The values that were typed into a form and not saved. They belong to this browser tab alone: they last over a reload and the way back,
 * and end with the tab.
 */
export interface DraftStore<Values> {
  read: () => Values | null;
  write: (values: Values) => void;
  clear: () => void;
}

/**
 * Creates the store for one form's drafts. `key` names the user and the thing that the drafts belong to. `base` is the state that the
 * values were typed over; a draft over any other state is dropped. `isComplete` refuses a draft that an earlier version of the form left
 * behind.
 */
export function createDraftStore<Values>(input: {
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  key: string;
  base: string;
  isComplete: (values: object) => boolean;
}): DraftStore<Values> {
  const { storage, base, isComplete } = input;
  const key = `postern.draft.${input.key}`;
  const clear = () => storage.removeItem(key);
  return {
    read: () => {
      const draft = parse(storage.getItem(key));
      if (draft === null) return null;
      if (draft.base === base && typeof draft.values === "object" && draft.values !== null && isComplete(draft.values)) {
        return draft.values as Values;
      }
      clear();
      return null;
    },
    write: (values) => {
      try {
        storage.setItem(key, JSON.stringify({ base, values }));
      } catch {
        // No room is left: the form itself still holds the values.
      }
    },
    clear,
  };
}

function parse(text: string | null): { base?: unknown; values?: unknown } | null {
  try {
    const draft: unknown = JSON.parse(text ?? "null");
    return typeof draft === "object" ? draft : null;
  } catch {
    return null;
  }
}
