"use client";

import { useEffect, useState } from "react";
import { trimPasted } from "@/domain/trim-pasted";

/** The pause in typing after which the search follows what is typed. */
const TYPING_PAUSE_MS = 300;

/**
 * Keeps what is typed into a search field, and calls `onSearch` with it, trimmed, once typing pauses. A new `value`, such as that of the
 * address after going back, takes the place of what is typed.
 */
export function useTypedSearch(value: string, onSearch: (wanted: string) => void) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    const wanted = trimPasted(typed);
    if (wanted === value) return;
    const timer = setTimeout(() => onSearch(wanted), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return [typed, setTyped] as const;
}
