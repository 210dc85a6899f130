"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { Path, PathValue } from "react-hook-form";
import { type AutomationChoices, namesOf } from "@/components/automation/automation-choices";
import { automationForm } from "@/components/automation/automation-form-schema";
import type { FlowChange } from "@/components/automation/change-flow";
import { describeFlow } from "@/components/automation/describe-flow";
import { EMPTY_FLOW, type FlowDocument } from "@/components/automation/flow-document";
import { FlowSentence } from "@/components/automation/flow-sentence";
import { IfPart } from "@/components/automation/if-part";
import { LimitFields } from "@/components/automation/limit-fields";
import { errorAt } from "@/components/automation/part-errors";
import { ThenPart } from "@/components/automation/then-part";
import { WhenPart } from "@/components/automation/when-part";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { SwitchRow } from "@/components/form/switch-row";
import { UnsavedChangesGuard } from "@/components/form/unsaved-changes-guard";
import { useActionForm } from "@/components/form/use-action-form";
import { useFaultyControls } from "@/components/form/use-faulty-controls";
import { type DraftOf, useFormDraft } from "@/components/form/use-form-draft";
import { useIsHydrated } from "@/components/form/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { FormFooter } from "@/components/webhook/form-footer";
import { Part } from "@/components/webhook/form-part";

const PARTS = Object.keys(EMPTY_FLOW);

/** Creates an automation or changes one. It reads as the sentence that stands beside it. */
export function AutomationForm<Saved>({
  initial,
  isNew,
  choices,
  draft,
  submit,
  cancel,
  onConflict,
  onSubmit,
  onSaved,
}: {
  initial: FlowDocument;
  isNew: boolean;
  choices: AutomationChoices;
  draft: DraftOf;
  /** The words of the button that saves. */
  submit: string;
  cancel: ReactNode;
  /** The way on where somebody else has changed the automation since it was loaded. */
  onConflict?: ReactNode;
  onSubmit: (flow: FlowDocument) => Promise<ActionResult<Saved>>;
  onSaved: (saved: Saved) => void;
}) {
  // True from the moment it is saved until the next page is there.
  const [isSaved, setIsSaved] = useState(false);
  const [schema] = useState(() => automationForm(isNew ? null : initial));
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema,
    defaultValues: initial,
    action: onSubmit,
    onDone: (saved) => {
      kept.forget();
      setIsSaved(true);
      onSaved(saved);
    },
  });
  const kept = useFormDraft({ form, initial, draft, parts: PARTS });
  const isHydrated = useIsHydrated();
  const { faulty } = useFaultyControls(formProps.ref);
  const { isDirty, isSubmitted } = form.formState;
  const flow: FlowDocument = form.watch();
  const change = (changed: FlowChange) => {
    for (const [key, value] of Object.entries(changed)) {
      form.setValue(key as Path<FlowDocument>, value as PathValue<FlowDocument, Path<FlowDocument>>, {
        shouldDirty: true,
        shouldValidate: isSubmitted,
      });
    }
  };
  const { focusOn } = useFocusOn(formProps.ref);
  const focusPart = (name: string) => focusOn(`fieldset[aria-label="${name}"] :is([role="combobox"], input)`);
  const focusMove = (place: number, by: -1 | 1) => {
    const [same, other] = by < 0 ? ["up", "down"] : ["down", "up"];
    focusOn(`[aria-label="Move action ${place} ${same}"]:enabled`, `[aria-label="Move action ${place} ${other}"]`);
  };
  return (
    <form
      {...formProps}
      aria-label={isNew ? "New automation" : "Edit automation"}
      className="grid gap-x-12 gap-y-8 **:scroll-mt-20 **:scroll-mb-24 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]"
    >
      <fieldset disabled={!isHydrated} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-7">
        {kept.isRestored && (
          <Notice>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p>What you typed and did not save is here again.</p>
              <Button size="sm" onClick={kept.startOver}>
                Start over
              </Button>
            </div>
          </Notice>
        )}
        <Part title="Its name" isTitleShown={false}>
          <Field label="Name" isRequired error={errorAt(errors.flow_name, "")}>
            {(control) => (
              <Input autoComplete="off" placeholder="Tell the shop of won opportunities" {...control} {...form.register("flow_name")} />
            )}
          </Field>
          <SwitchRow label="Enabled" isOn={flow.enabled} onChange={(enabled) => change({ enabled })}>
            {flow.enabled ? "It runs from the moment you save it." : "Nothing starts it until it is enabled."}
          </SwitchRow>
        </Part>
        <WhenPart
          flow={flow}
          choices={choices}
          errors={errors.triggers}
          onChange={(triggers) => change({ triggers })}
          onAdded={focusPart}
        />
        <IfPart flow={flow} choices={choices} errors={errors} onChange={change} onAdded={focusPart} />
        <ThenPart flow={flow} choices={choices} errors={errors} onChange={change} onAdded={focusPart} onMoved={focusMove} />
        <LimitFields limit={flow.max_executions} errors={errors.max_executions} onChange={(limit) => change({ max_executions: limit })} />
      </fieldset>
      <FormFooter
        faulty={isSubmitted ? faulty : []}
        refusal={fault && <FormFault error={fault} onConflict={onConflict} />}
        isUnsaved={isDirty && !isSaved}
      >
        <Button type="submit" variant="primary" isPending={isPending || isSaved} disabled={!isHydrated}>
          {submit}
        </Button>
        {cancel}
      </FormFooter>
      <UnsavedChangesGuard isUnsaved={isDirty && !isSaved} onLeave={kept.forget} />
      <aside
        aria-label="In words"
        className="min-w-0 self-start rounded-lg border bg-sunken p-4 max-lg:-order-1 lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1 lg:mb-24"
      >
        <h2 className="mb-2 font-medium text-ink-subtle text-xs">In words</h2>
        <p className="text-ink-muted leading-6">
          {flow.triggers.length + flow.actions.length === 0 ? (
            "Choose what starts it and what it does: it is said here as a sentence."
          ) : (
            <FlowSentence words={describeFlow(flow, namesOf(choices))} />
          )}
        </p>
      </aside>
    </form>
  );
}

/** Moves the focus to the first control that one of the selectors finds, once the page has drawn what was changed. */
function useFocusOn(scope: { current: HTMLElement | null }) {
  const [wanted, setWanted] = useState<readonly string[]>([]);
  useEffect(() => {
    for (const selector of wanted) {
      const found = scope.current?.querySelector<HTMLElement>(selector);
      if (!found) continue;
      found.focus();
      return;
    }
  }, [wanted, scope]);
  return { focusOn: (...selectors: string[]) => setWanted(selectors) };
}
