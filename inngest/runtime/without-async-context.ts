/**
 * The replacement for the SDK's context. The embedded host imports this file first. The SDK tells its steps apart by Node's
 * AsyncLocalStorage. In Node 20 that makes every promise of the process cost more, also those of deliveries: about a tenth of the host's
 * time. Our functions wire steps one after another and need no such context, so this gives the SDK what it falls back to where a runtime
 * has none.
 */
const context = { getStore: () => undefined, run: (_store: unknown, act: () => unknown) => act() };

Object.assign(globalThis, { [Symbol.for("inngest:als")]: { promise: Promise.resolve(context), resolved: context, isFallback: true } });
