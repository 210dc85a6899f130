import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { createAnswerer } from "@/app/v1/_http/create-answerer";
import type { RouteModule } from "@/app/v1/_http/define-methods";

/**
 * Has the API's operations answered in this process before Next sees the request (docs/decisions/015). What they do not know goes to
 * Next as ever: pages, unknown paths; of what is for programs, as if it had no slash at its end (docs/decisions/024).
 */
export function answerBeforeNext(routes: Readonly<Record<string, RouteModule>>): void {
  const answer = createAnswerer(routes);
  const emit: (this: Server, name: string, ...values: unknown[]) => boolean = Server.prototype.emit;
  Server.prototype.emit = function emitOrAnswer(this: Server, name: string, ...values: unknown[]) {
    if (name === "request" && answer(values[0] as IncomingMessage, values[1] as ServerResponse)) return true;
    return emit.call(this, name, ...values);
  };
}
