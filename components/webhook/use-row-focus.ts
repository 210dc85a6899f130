"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Keeps the keyboard's place where rows are removed. The focus goes to the row that moved up, to the one before, or to the button that adds
 * rows.
 */
export function useRowFocus() {
  const listRef = useRef<HTMLUListElement>(null);
  const addRef = useRef<HTMLButtonElement>(null);
  const [removed, setRemoved] = useState<{ index: number } | null>(null);
  useEffect(() => {
    if (!removed) return;
    const rows = [...(listRef.current?.children ?? [])];
    const row = rows[removed.index] ?? rows.at(-1);
    const target = row?.querySelector<HTMLElement>("button[aria-label^='Remove']") ?? addRef.current;
    target?.focus();
  }, [removed]);
  return { listRef, addRef, focusAfterRemoval: (index: number) => setRemoved({ index }) };
}
