"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";

/**
 * Calls server actions for a button or a switch, which has no room for an error of its own: a message under `headline` shows it. `call`
 * returns the action's result. `isPending` is true while an action is under way.
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
