import { Server } from "node:http";

/**
 * Loaded into the web server's process: Next answers 500 to TRACE, and 400 without a word to methods that it does not know. They are
 * refused here, before Next sees them, as the API refuses a method (RFC 9110, section 15.5.6).
 */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const allow = METHODS.join(", ");
const { emit } = Server.prototype;

Server.prototype.emit = function emitOrRefuse(name, ...values) {
  const [request, response] = values;
  if (name !== "request" || METHODS.includes(request.method)) return emit.call(this, name, ...values);
  const body = JSON.stringify({
    message: `${request.method} is not possible here: use ${allow}.`,
    code: "method_not_allowed",
    request_id: crypto.randomUUID(),
  });
  response.writeHead(405, { allow, "content-type": "application/json", "cache-control": "no-store", connection: "close" }).end(body);
  return true;
};
