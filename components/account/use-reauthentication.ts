import { useEffect, useRef, useState } from "react";
import { REAUTHENTICATION, type ReauthenticationRequest } from "@/components/form/reauthentication";

/** Takes the requests of actions that need a password given just now (components/form/call-action.ts), one at a time. */
export function useReauthentication() {
  const [isAsking, setIsAsking] = useState(false);
  const request = useRef<ReauthenticationRequest | null>(null);
  useEffect(() => {
    const take = (event: Event) => {
      event.preventDefault();
      request.current?.answer(false);
      request.current = (event as CustomEvent<ReauthenticationRequest>).detail;
      setIsAsking(true);
    };
    window.addEventListener(REAUTHENTICATION, take);
    return () => window.removeEventListener(REAUTHENTICATION, take);
  }, []);
  const answer = (isProven: boolean) => {
    request.current?.answer(isProven);
    request.current = null;
    setIsAsking(false);
  };
  return { isAsking, answer };
}
