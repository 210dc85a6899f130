/** What was typed into a form and not saved, of this browser tab alone: it lasts over a reload and the way back, and ends with the tab. */
export interface DraftStore<Values> {
  read: () => Values | null;
  write: (values: Values) => void;
  clear: () => void;
}

/**
 * Drafts of one form. `key`: whose, and of what. `base`: what the values were typed over; a draft over anything else is dropped.
 * `isComplete` refuses what an earlier version of the form left behind.
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
        // No room: the form itself still holds it.
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
