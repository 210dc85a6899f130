"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { changeReplayJobAction } from "@/app/(portal)/replay-jobs/actions";
import { replayJobQuery } from "@/app/(portal)/replay-jobs/queries";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";
import { formatCount } from "@/components/replay-job/replay-progress";
import { mayAct, type ReplayJob, type ReplayJobAct } from "@/domain/replay-job/replay-job";

/** Shows the actions that are possible on a job in its state. */
export function ReplayJobActions({ job }: { job: ReplayJob }) {
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const pausing = useAction();
  const resuming = useAction();
  const act = async (what: ReplayJobAct) => {
    const query = replayJobQuery(job.id);
    const result = await changeReplayJobAction(what, job.id);
    if (result.ok) client.setQueryData(query.queryKey, result.data);
    await client.invalidateQueries({ queryKey: query.queryKey });
    return result;
  };
  const { total, replayed } = job.progress;
  return (
    <>
      {mayAct("pause", job.state) && (
        <GuardedButton
          scope="publish"
          onClick={() => pausing.call("The job could not be paused", () => act("pause"))}
          isPending={pausing.isPending}
        >
          <Pause aria-hidden />
          Pause
        </GuardedButton>
      )}
      {mayAct("resume", job.state) && (
        <GuardedButton
          scope="publish"
          variant="primary"
          onClick={() => resuming.call("The job could not be resumed", () => act("resume"))}
          isPending={resuming.isPending}
        >
          <Play aria-hidden />
          Resume
        </GuardedButton>
      )}
      {mayAct("cancel", job.state) && (
        <GuardedButton scope="publish" variant="danger-quiet" onClick={() => setIsAsking(true)}>
          <X aria-hidden />
          Cancel job
        </GuardedButton>
      )}
      <ConfirmDialog
        about={isAsking ? job : null}
        onClose={() => setIsAsking(false)}
        title={({ webhook_name }) => `Cancel the replay of “${webhook_name}”?`}
        description={() =>
          `The ${formatCount(total - replayed)} events that are left are not sent again. What is already on its way is still delivered. A cancelled job cannot be resumed.`
        }
        confirmLabel="Cancel job"
        cancelLabel="Keep going"
        action={() => act("cancel")}
      />
    </>
  );
}
