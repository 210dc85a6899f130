const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Has `finish` done before the handlers of SIGTERM and SIGINT that there are now: the web server's own end the process as soon
 * as no request is open. A second signal does not wait for it. Gives back what undoes it.
 */
export function beforeStopping(finish: () => Promise<void>): () => void {
  const undo = SIGNALS.map((name) => {
    const handlers = process.listeners(name);
    const handOn = () => {
      for (const handler of handlers) handler(name);
    };
    let isFinishing = false;
    const onSignal = () => {
      if (isFinishing) return handOn();
      isFinishing = true;
      finish().then(handOn, handOn);
    };
    process.removeAllListeners(name);
    process.on(name, onSignal);
    return () => {
      process.off(name, onSignal);
      for (const handler of handlers) process.on(name, handler);
    };
  });
  return () => {
    for (const one of undo) one();
  };
}
