/** The name of the event by which an action asks for the user's password (components/account/use-reauthentication.ts listens). */
export const REAUTHENTICATION = "postern:reauthentication";

/** A request of that event. The listener calls `answer` once: true when the user has proved who they are. */
export interface ReauthenticationRequest {
  answer: (isProven: boolean) => void;
}

/** Asks the user to prove who they are. Resolves with false when they do not, and where nobody listens. */
export function requestReauthentication(): Promise<boolean> {
  return new Promise((answer) => {
    const detail: ReauthenticationRequest = { answer };
    // A listener takes the request by preventing the default, which is to do without.
    const isTaken = !window.dispatchEvent(new CustomEvent(REAUTHENTICATION, { detail, cancelable: true }));
    if (!isTaken) answer(false);
  });
}
