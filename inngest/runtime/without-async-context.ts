/**
 * Imported first by the embedded host. The SDK tells its steps apart by Node's AsyncLocalStorage, which in Node 20 makes every
 * promise of the process dearer, each delivery's among them: about a tenth of the host's time. Our functions wire steps one after
 * another and need no such context, so the SDK is given here what it falls back to where a runtime has none.
 */
const context = { getStore: () => undefined, run: (_store: unknown, act: () => unknown) => act() };

Object.assign(globalThis, { [Symbol.for("inngest:als")]: { promise: Promise.resolve(context), resolved: context, isFallback: true } });
