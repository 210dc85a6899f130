"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** A control whose value is refused, with its name on the page. */
export interface FaultyControl {
  label: string;
  focus: () => void;
}

/**
 * Returns the controls within `scope` that are marked as invalid, in the order of the page, whoever marked them. `seek` moves the focus to
 * the first one as soon as there is one, because a part that was folded may still be on its way.
 */
export function useFaultyControls(scope: RefObject<HTMLElement | null>): { faulty: readonly FaultyControl[]; seek: () => void } {
  const [faulty, setFaulty] = useState<readonly FaultyControl[]>([]);
  const isSought = useRef(false);
  const read = useCallback(() => {
    const found = [...(scope.current?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])].map(toFaulty);
    setFaulty((before) =>
      before.length === found.length && before.every(({ label }, index) => label === found[index]?.label) ? before : found,
    );
    if (isSought.current && found.length > 0) {
      isSought.current = false;
      found[0]?.focus();
    }
  }, [scope]);
  useEffect(() => {
    if (!scope.current) return;
    const observer = new MutationObserver(read);
    observer.observe(scope.current, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid"] });
    return () => observer.disconnect();
  }, [scope, read]);
  const seek = useCallback(() => {
    isSought.current = true;
    requestAnimationFrame(read);
  }, [read]);
  return { faulty, seek };
}

function toFaulty(control: HTMLElement): FaultyControl {
  const labelled = control instanceof HTMLInputElement || control instanceof HTMLButtonElement ? control.labels?.[0]?.textContent : null;
  return {
    label: control.getAttribute("aria-label") ?? labelled ?? "",
    focus: () => {
      const target = control.matches('[role="radiogroup"]') ? control.querySelector<HTMLElement>('[role="radio"]') : control;
      target?.focus();
      target?.scrollIntoView({ block: "center" });
    },
  };
}
