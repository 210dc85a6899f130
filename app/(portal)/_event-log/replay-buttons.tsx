"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RotateCw, WandSparkles } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { replayEventsAction } from "@/app/(portal)/replay-jobs/actions";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";

/** Shows the buttons that send one event again: unchanged or, where the webhook has a transform, through its current transform. */
export function ReplayButtons({ delivery }: { delivery: WebhookEvent }) {
  const client = useQueryClient();
  const { call, isPending } = useAction();
  const [how, setHow] = useState<"verbatim" | "transformed">("verbatim");
  const pending = isPending ? how : null;
  const replay = async (chosen: typeof how) => {
    setHow(chosen);
    const target = { configId: delivery.webhook_config_id, eventId: delivery.event_id };
    const result = await call("The event was not replayed", () => replayEventsAction([target], chosen === "transformed"));
    if (result.ok) toast.success("The event is sent again", { description: "It appears in the log as a new delivery." });
    await client.invalidateQueries({ queryKey: ["deliveries"] });
  };
  return (
    <div className="flex flex-wrap gap-2">
      <GuardedButton scope="publish" onClick={() => replay("verbatim")} isPending={pending === "verbatim"} disabled={pending !== null}>
        {pending !== "verbatim" && <RotateCw aria-hidden />}
        Replay
      </GuardedButton>
      {delivery.can_reapply_transform && (
        <GuardedButton
          scope="publish"
          onClick={() => replay("transformed")}
          isPending={pending === "transformed"}
          disabled={pending !== null}
        >
          {pending !== "transformed" && <WandSparkles aria-hidden />}
          Replay with current transform
        </GuardedButton>
      )}
    </div>
  );
}
