import type { ListedAutomation } from "@/components/automation/automation-table";
import { sentenceOf } from "@/components/automation/describe-flow";
import { scoreMatch } from "@/components/search/score-match";
import { trimPasted } from "@/domain/trim-pasted";

const STATES = ["all", "enabled", "disabled", "failed"] as const;

/** The part of the list that is shown: automations with these words, in this state. */
export interface AutomationFilter {
  text: string;
  state: (typeof STATES)[number];
}

/** Reads the filter from the address. What is unknown there filters nothing. */
export function readAutomationFilter(params: Pick<URLSearchParams, "get">): AutomationFilter {
  const state = STATES.find((known) => known === params.get("state")) ?? "all";
  return { text: params.get("q") ?? "", state };
}

/** Returns the filter as the address has it, without what filters nothing. */
export function automationFilterParams({ text, state }: AutomationFilter): URLSearchParams {
  return new URLSearchParams({ ...(text !== "" && { q: text }), ...(state !== "all" && { state }) });
}

/** Returns the automations that the filter lets through, in their order. */
export function matchAutomations(automations: readonly ListedAutomation[], { text, state }: AutomationFilter): ListedAutomation[] {
  const wanted = trimPasted(text);
  return automations.filter((automation) => {
    const { id, name, words } = automation;
    return isIn(state, automation) && scoreMatch(wanted, { names: [name], texts: [sentenceOf(words), id] }) > 0;
  });
}

function isIn(state: AutomationFilter["state"], { enabled, last }: ListedAutomation): boolean {
  switch (state) {
    case "all":
      return true;
    case "enabled":
      return enabled;
    case "disabled":
      return !enabled;
    case "failed":
      return last?.status === "failed";
  }
}
