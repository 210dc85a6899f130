"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { changeReplayJobAction } from "@/app/(portal)/replay-jobs/actions";
import { replayJobQuery } from "@/app/(portal)/replay-jobs/queries";
import { GuardedButton } from "@/components/permission/guarded-button";
import { formatCount } from "@/components/replay-job/replay-progress";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { mayAct, type ReplayJob, type ReplayJobAct } from "@/domain/replay-job/replay-job";

/** What can be done with a job in the state that it is in. */
export function ReplayJobActions({ job }: { job: ReplayJob }) {
  const client = useQueryClient();
  const [pending, setPending] = useState<ReplayJobAct | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const act = async (what: ReplayJobAct): Promise<boolean> => {
    setPending(what);
    const result = await changeReplayJobAction(what, job.id);
    setPending(null);
    const query = replayJobQuery(job.id);
    if (result.ok) client.setQueryData(query.queryKey, result.data);
    else toast.error(`The job could not be ${what === "cancel" ? "cancelled" : `${what}d`}`, { description: result.error.message });
    await client.invalidateQueries({ queryKey: query.queryKey });
    return result.ok;
  };
  const { total, replayed } = job.progress;
  return (
    <>
      {mayAct("pause", job.state) && (
        <GuardedButton scope="publish" onClick={() => act("pause")} isPending={pending === "pause"}>
          <Pause aria-hidden />
          Pause
        </GuardedButton>
      )}
      {mayAct("resume", job.state) && (
        <GuardedButton scope="publish" variant="primary" onClick={() => act("resume")} isPending={pending === "resume"}>
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
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Cancel the replay of “${job.webhook_name}”?`}
        description={`The ${formatCount(total - replayed)} events that are left are not sent again. What is already on its way is still delivered. A cancelled job cannot be resumed.`}
        confirmLabel="Cancel job"
        cancelLabel="Keep going"
        onConfirm={() => act("cancel")}
      />
    </>
  );
}
