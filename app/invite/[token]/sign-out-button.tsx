"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Shows a button that signs out and returns to `callbackUrl`. */
export function SignOutButton({ callbackUrl }: { callbackUrl: string }) {
  const [isPending, setIsPending] = useState(false);
  const leave = () => {
    setIsPending(true);
    void signOut({ callbackUrl });
  };
  return (
    <Button variant="primary" isPending={isPending} onClick={leave} className="w-full">
      Sign out and go on
    </Button>
  );
}
