"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { revealSecretAction, rotateSecretAction } from "@/app/(portal)/settings/api/webhooks/[configId]/signing/actions";
import { useAction } from "@/components/form/use-action";
import { RotateSecretDialog } from "@/components/signing/rotate-secret-dialog";
import { type ShownSecret, SigningSecretPanel } from "@/components/signing/signing-secret-panel";

/** Shows the signing secret of a webhook, which is fetched only on demand, and rotates it. */
export function SigningSecret({ configId, secrets }: { configId: string; secrets: readonly ShownSecret[] }) {
  const router = useRouter();
  const [revealed, setRevealed] = useState<string | null>(null);
  const { call, isPending } = useAction();
  const [isRotating, setIsRotating] = useState(false);

  const reveal = async () => {
    const result = await call("The secret could not be shown", () => revealSecretAction(configId));
    if (result.ok) setRevealed(result.data.signingSecret);
  };
  const showRotated = ({ signingSecret }: { signingSecret: string }) => {
    setRevealed(signingSecret);
    setIsRotating(false);
    toast.success("A new secret signs from now on");
    router.refresh();
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
      {isRotating && (
        <RotateSecretDialog
          action={(overlapHours) => rotateSecretAction(configId, overlapHours)}
          onDone={showRotated}
          onClose={() => setIsRotating(false)}
        />
      )}
    </>
  );
}
