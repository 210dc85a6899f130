import { z } from "zod";
import { boundHosts } from "@/domain/environment/bound-hosts";
import { newEnvironmentVariable, type VariableType } from "@/domain/environment/environment-variable";

/** A variable as its form holds it. */
export interface VariableFormValues {
  key: string;
  type: VariableType;
  value: string;
  /** The hosts as they are typed, with commas between them. */
  hosts: string;
}

/** The list of hosts as it is typed. Its fault names the host that is wrong, because the field has no field for each. */
const typedHosts = z.string().transform((typed, check): string[] => {
  const given = typed.split(/[\s,;]+/).filter((host) => host !== "");
  const { data, error } = boundHosts.safeParse(given);
  const issue = error?.issues[0];
  if (issue) {
    const host = given[Number(issue.path[0])];
    check.addIssue({ code: "custom", message: host === undefined ? issue.message : `“${host}”: ${issue.message}` });
  }
  return data ?? [];
});

const { key, type, value } = newEnvironmentVariable.shape;

/** The schema of a variable's form. It gives what is sent: a variable that everybody may read is bound to no hosts. */
export const variableForm = z
  .object({ key, type, value, hosts: typedHosts })
  .transform(({ hosts, ...variable }) => ({ ...variable, hosts: variable.type === "SecretString" ? hosts : [] }));

/** The schema for a secret that is stored. One that becomes readable needs a new value, because the stored one is not revealed. */
export const secretVariableForm = variableForm.refine((variable) => variable.type === "SecretString" || variable.value !== "", {
  path: ["value"],
  message: "Give the value that is to be readable.",
});
