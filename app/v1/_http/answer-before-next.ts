import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { createAnswerer } from "@/app/v1/_http/create-answerer";
import { ALL_ROUTES } from "@/app/v1/_openapi/served-document";

/**
 * Has the API's operations answered in this process before Next sees the request (docs/decisions/015). What they do not know goes to
 * Next as ever: pages, unknown paths, a slash at the end.
 */
export function answerBeforeNext(): void {
  const answer = createAnswerer(ALL_ROUTES);
  const emit: (this: Server, name: string, ...values: unknown[]) => boolean = Server.prototype.emit;
  Server.prototype.emit = function emitOrAnswer(this: Server, name: string, ...values: unknown[]) {
    if (name === "request" && answer(values[0] as IncomingMessage, values[1] as ServerResponse)) return true;
    return emit.call(this, name, ...values);
  };
}
