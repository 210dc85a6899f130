"use client";

import { Inbox, Plus, Send, Webhook } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { FirstArrival } from "@/app/(portal)/(overview)/first-arrival";
import { sendTestEventAction } from "@/app/(portal)/events/catalogue/actions";
import { createInboxAction } from "@/app/(portal)/inboxes/actions";
import { createWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { useAction } from "@/components/form/use-action";
import { GuideStep, type StepState } from "@/components/overview/guide-step";
import { GuardedButton } from "@/components/permission/guarded-button";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import type { FirstSteps as Progress } from "@/server/organization/get-first-steps";

/** An event type that every installation has, and whose example shows most of what a payload can contain. */
const EVENT = { name: "customer_request_created", label: "Customer Request Created" };
const WEBHOOK_NAME = "First webhook";
const LINK = "rounded-sm text-accent-ink underline-offset-2 hover:underline";

/**
 * Shows the way to a first delivery, one click a step, without a receiver of one's own. The overview shows it before anything was
 * delivered. `initial` is the progress so far. `onDone` leaves it.
 */
export function FirstSteps({ initial, onDone }: { initial: Progress; onDone: () => void }) {
  const [{ inbox, webhook }, setProgress] = useState(initial);
  const [isSent, setIsSent] = useState(false);
  const { call, isPending } = useAction();
  const [hasArrived, setHasArrived] = useState(false);
  const at = !inbox ? 1 : !webhook ? 2 : !isSent ? 3 : !hasArrived ? 4 : 5;
  const stateOf = (step: number): StepState => (step < at ? "done" : step === at ? "current" : "ahead");

  const makeInbox = async () => {
    const made = await call("The inbox was not created", () => createInboxAction({ name: "First inbox" }));
    if (!made.ok) return;
    const { id, name, url } = made.data;
    setProgress({ inbox: { id, name, url }, webhook: null });
  };
  const makeWebhook = async () => {
    if (!inbox) return;
    const made = await call("The webhook was not created", () =>
      createWebhookAction({ name: WEBHOOK_NAME, eventName: EVENT.name, url: inbox.url }),
    );
    if (made.ok) setProgress({ inbox, webhook: { id: made.data.id, name: WEBHOOK_NAME, eventName: EVENT.name } });
  };
  const sendEvent = async () => {
    if (!webhook) return;
    const sent = await call("The test event was not published", () => sendTestEventAction(webhook.eventName));
    if (sent.ok) setIsSent(true);
  };

  return (
    <>
      <PageHeader title="Overview" />
      <section aria-labelledby="first-steps" className="rounded-lg border">
        <div className="grid gap-1 border-b px-5 py-4 max-md:px-4">
          <h2 id="first-steps" className="font-semibold text-base">
            See a first delivery, in three clicks
          </h2>
          <p className="max-w-2xl text-ink-muted">
            A webhook sends what happens to an endpoint. You need none yet: an inbox, here in Postern, receives for you.
          </p>
        </div>
        <ol className="divide-y">
          <GuideStep
            number={1}
            title="Create an inbox"
            state={stateOf(1)}
            action={
              at === 1 && (
                <GuardedButton scope="write" variant="primary" isPending={isPending} onClick={makeInbox}>
                  <Inbox aria-hidden />
                  Create inbox
                </GuardedButton>
              )
            }
          >
            {inbox ? (
              <span className="flex min-w-0 items-center gap-1">
                <Link href={`/inboxes/${inbox.id}` as Route} className={`${LINK} shrink-0`}>
                  {inbox.name}
                </Link>
                <span className="min-w-0 truncate font-mono text-ink-subtle text-xs">{inbox.url}</span>
                <CopyButton text={inbox.url} label="address" />
              </span>
            ) : (
              "An address that shows every request it gets, and answers as you tell it."
            )}
          </GuideStep>
          <GuideStep
            number={2}
            title="Create a webhook that sends to it"
            state={stateOf(2)}
            action={
              at === 2 && (
                <GuardedButton scope="write" variant="primary" isPending={isPending} onClick={makeWebhook}>
                  <Webhook aria-hidden />
                  Create webhook
                </GuardedButton>
              )
            }
          >
            {webhook ? (
              <Link href={`/settings/api/webhooks/${webhook.id}` as Route} className={LINK}>
                {webhook.name}
              </Link>
            ) : (
              `It listens to “${EVENT.label}”; you can change everything about it later.`
            )}
          </GuideStep>
          <GuideStep
            number={3}
            title="Send a test event"
            state={stateOf(3)}
            action={
              at === 3 && (
                <GuardedButton scope="publish" variant="primary" isPending={isPending} onClick={sendEvent}>
                  <Send aria-hidden />
                  Send test event
                </GuardedButton>
              )
            }
          >
            {isSent
              ? "Published: each webhook that listens gets a delivery of it."
              : "The event type's example, published like any other event."}
          </GuideStep>
          <GuideStep number={4} title="See it arrive" state={stateOf(4)}>
            {isSent && inbox ? (
              <FirstArrival inbox={inbox} onArrived={() => setHasArrived(true)} onDone={onDone} />
            ) : (
              "Method, headers, signature and body, as an endpoint of yours would get them."
            )}
          </GuideStep>
        </ol>
      </section>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-muted">
        You have an endpoint already?
        <GuardedButton scope="write" size="sm" href="/settings/api/webhooks/new">
          <Plus aria-hidden />
          Create a webhook to it
        </GuardedButton>
      </p>
    </>
  );
}
