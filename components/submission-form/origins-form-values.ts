import { z } from "zod";
import { formOrigins } from "@/domain/submission-form/submission-form";

/** The origins as they are typed, one a line or with commas between them. Its fault names the one that is wrong. */
export const originsFormValues = z.object({
  origins: z.string().transform((typed, check): string[] => {
    const given = typed.split(/[\s,;]+/).filter((origin) => origin !== "");
    const { data, error } = formOrigins.safeParse(given);
    const issue = error?.issues[0];
    if (issue) {
      const origin = given[Number(issue.path[0])];
      check.addIssue({ code: "custom", message: origin === undefined ? issue.message : `“${origin}”: ${issue.message}` });
    }
    return data ?? [];
  }),
});
