"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { revealSecretAction, rotateSecretAction } from "@/app/(portal)/settings/api/webhooks/[configId]/signing/actions";
import { RotateSecretDialog } from "@/components/signing/rotate-secret-dialog";
import { type ShownSecret, SigningSecretPanel } from "@/components/signing/signing-secret-panel";

/** The signing secret of a webhook, fetched only when it is asked for. */
export function SigningSecret({ configId, secrets }: { configId: string; secrets: readonly ShownSecret[] }) {
  const router = useRouter();
  const [revealed, setRevealed] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [isRotating, setIsRotating] = useState(false);

  const reveal = async () => {
    setIsPending(true);
    const result = await revealSecretAction(configId).catch(() => null);
    setIsPending(false);
    if (result?.ok) setRevealed(result.data.signingSecret);
    else toast.error("The secret could not be shown", { description: result?.error.message ?? "Postern could not be reached. Try again." });
  };
  const rotate = async (overlapHours: number): Promise<string | null> => {
    const result = await rotateSecretAction(configId, overlapHours);
    if (!result.ok) return result.error.message;
    setRevealed(result.data.signingSecret);
    toast.success("A new secret signs from now on");
    router.refresh();
    return null;
  };
  return (
    <>
      <SigningSecretPanel
        secrets={secrets}
        revealed={revealed}
        isPending={isPending}
        onReveal={reveal}
        onHide={() => setRevealed(null)}
        onRotate={() => setIsRotating(true)}
      />
      {isRotating && <RotateSecretDialog onRotate={rotate} onClose={() => setIsRotating(false)} />}
    </>
  );
}
