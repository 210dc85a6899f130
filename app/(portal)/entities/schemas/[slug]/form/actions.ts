"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import type { SubmissionFormAnswer } from "@/domain/submission-form/submission-form";
import { changeSubmissionForm } from "@/server/submission-form/change-submission-form";
import { replaceFormKey } from "@/server/submission-form/replace-form-key";

const PAGE = "/entities/schemas/[slug]/form";

/** Switches the organization's public form on or off, or sets the origins whose pages may send to it. */
export async function changeFormAction(input: unknown): Promise<ActionResult<SubmissionFormAnswer>> {
  return runAction("portal.changeForm", async ({ ctx }) => {
    const changed = await changeSubmissionForm({ ctx, input });
    revalidatePath(PAGE, "page");
    return changed;
  });
}

/** Gives the public form another address. */
export async function replaceFormKeyAction(): Promise<ActionResult<SubmissionFormAnswer>> {
  return runAction("portal.replaceFormKey", async ({ ctx }) => {
    const changed = await replaceFormKey({ ctx });
    revalidatePath(PAGE, "page");
    return changed;
  });
}
