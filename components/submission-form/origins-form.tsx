"use client";

import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { GuardedButton } from "@/components/permission/guarded-button";
import { useRefusal } from "@/components/permission/role-context";
import { originsFormValues } from "@/components/submission-form/origins-form-values";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";

/** Asks for the origins whose pages may send to the public form. */
export function OriginsForm({
  origins,
  action,
  onDone,
}: {
  origins: readonly string[];
  action: (origins: readonly string[]) => Promise<ActionResult<unknown>>;
  onDone: () => void;
}) {
  const isRefused = useRefusal("write") !== null;
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: originsFormValues,
    defaultValues: { origins: origins.join("\n") },
    action: (typed) => action(typed.origins),
    onDone,
  });
  return (
    <form {...formProps} className="grid max-w-2xl gap-3">
      {fault && <FormFault error={fault} />}
      <Field
        label="Origins"
        error={errors.origins?.message}
        hint="The websites whose pages may send, one a line. A page of any other origin is refused. A server, which sends no origin, may always send."
      >
        {(control) => (
          <textarea
            rows={3}
            placeholder="https://www.example.com"
            autoComplete="off"
            spellCheck={false}
            readOnly={isRefused}
            {...control}
            {...form.register("origins")}
            className={cn(controlStyle, "resize-y px-2.5 py-1.5 font-mono text-xs leading-5 max-md:text-field")}
          />
        )}
      </Field>
      <div>
        <GuardedButton scope="write" type="submit" isPending={isPending}>
          Save origins
        </GuardedButton>
      </div>
    </form>
  );
}
