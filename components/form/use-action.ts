"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";

/**
 * Calls server actions for a button or a switch, which has no place of its own for what went wrong: a message says it, under a headline.
 * `call` gives the action's result; `isPending` holds while one is under way.
 */
export function useAction() {
  const [isPending, setIsPending] = useState(false);
  const call = async <Data>(headline: string, act: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> => {
    setIsPending(true);
    const result = await callAction(act);
    setIsPending(false);
    if (!result.ok) toast.error(headline, { description: result.error.message });
    return result;
  };
  return { call, isPending };
}
