import type { AutomationErrorCode } from "@/domain/automation/execution-status";

/** The cause behind the code of a failed action and what to do about it, for an admin. */
export const ERROR_EXPLANATIONS: Readonly<Record<AutomationErrorCode, { cause: string; fix: string }>> = {
  TRIGGER_WEBHOOK_ERROR: {
    cause: "The webhook was not delivered.",
    fix: "Its delivery shows each try with the endpoint’s answer. Once the endpoint works again, run on from this action.",
  },
  BAD_CONFIG: {
    cause: "The action cannot be done as it is configured.",
    fix: "Mend what it names, such as its webhook or its event. This execution keeps the action as it was: if the action itself has to change, edit the automation and run it anew.",
  },
  ENTITY_NOT_FOUND: {
    cause: "The record that it is about does not exist any more.",
    fix: "Restore the record if it was deleted, then run on from this action.",
  },
  MAPPING_ERROR: {
    cause: "The record could not be made or changed from this one.",
    fix: "Look at what the mapping takes from the record and at what the target’s schema asks for. Mend the record, then run on from this action; or edit the automation and run it anew.",
  },
  INVALID_SCHEDULE_CONFIG: {
    cause: "There is no time to wait for.",
    fix: "The schedule counts from an attribute that is empty, or is no date. Give it a date, then run on from this action.",
  },
  TIMEOUT_ERROR: {
    cause: "It took longer than it may.",
    fix: "Run on from this action. If it happens again, look at what it waits for.",
  },
  INTERNAL_ERROR: {
    cause: "Postern could not do it.",
    fix: "Run on from this action. If it happens again, ask the operator to look into the log of the installation for this execution’s id.",
  },
};
