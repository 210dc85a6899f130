"use client";

import { toast } from "sonner";
import { changeRetentionAction } from "@/app/(portal)/settings/retention/actions";
import { RetentionForm } from "@/components/retention/retention-form";
import type { RetentionAnswer } from "@/domain/retention/retention-settings";

/** Shows the organization's retention, and changes it. */
export function RetentionSettings({ retention }: { retention: RetentionAnswer }) {
  return <RetentionForm retention={retention} action={changeRetentionAction} onDone={() => toast.success("The retention is changed")} />;
}
