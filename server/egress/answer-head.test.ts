import { describe, expect, it } from "vitest";
import { findHeadEnd, readAnswerHead } from "@/server/egress/answer-head";

const OK = "HTTP/1.1 200 OK\r\n";
const read = (head: string) => readAnswerHead(head, findHeadEnd(head));
/** Returns the lines of a head after its repair. */
const repaired = (head: string) => {
  const reading = read(head);
  return reading.type === "repaired" ? reading.head.split("\r\n").slice(0, -2) : reading.type;
};

describe("findHeadEnd", () => {
  it("finds the first empty line, whichever way the lines end", () => {
    expect(findHeadEnd("a\r\nb\r\n\r\nbody\n\n")).toBe(8);
    expect(findHeadEnd("a\nb\n\nbody\r\n\r\n")).toBe(5);
    expect(findHeadEnd("a\r\n\nbody")).toBe(4);
    expect(findHeadEnd("a\nb\n\r\nbody")).toBe(6);
  });

  it("is -1 before that", () => {
    for (const text of ["", "a", "a\r\n", "a\r\nb\r\n\r"]) expect(findHeadEnd(text)).toBe(-1);
  });
});

describe("readAnswerHead", () => {
  it.each([
    "HTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 200\r\n\r\n",
    "HTTP/1.1 200 \r\n\r\n",
    "HTTP/1.0 404 Not Found\r\ncontent-length: 12\r\n\r\n",
    "HTTP/1.1 200 gr\xfc\xdfe\r\nX-A: \xe4 b\tc\r\nTransfer-Encoding: Chunked\r\nSet-Cookie: a\r\nset-cookie: b\r\n\r\n",
    "HTTP/1.1 999 ?\r\nContent-Length:0  \r\nx:\r\n\r\n",
  ])("leaves an ordinary head as it is: %j", (head) => {
    expect(read(`${head}`)).toEqual({ type: "intact", length: head.length });
  });

  it("knows what is an interim answer, and that 101 is none", () => {
    for (const status of ["100 Continue", "102", "103 Early Hints", "199 x"])
      expect(read(`HTTP/1.1 ${status}\r\n\r\n`).type).toBe("interim");
    expect(read("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n").type).toBe("other");
  });

  it("does not take what has no status of HTTP/1", () => {
    for (const line of ["SSH-2.0-x", "HTTP/2 200", "ICY 200 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 20 OK", "HTTP/1.1 000 OK", "HTTP/1.1", ""]) {
      expect(read(`${line}\r\nx: y\r\n\r\n`).type).toBe("other");
    }
  });

  it.each([
    ["a higher minor version", "HTTP/1.9 200 OK\r\n\r\n", ["HTTP/1.1 200 OK"]],
    ["a version in lower case", "http/1.0 200 OK\r\n\r\n", ["HTTP/1.0 200 OK"]],
    ["other white space in the status line", " HTTP/1.1\t 200  \tOK\r\n\r\n", ["HTTP/1.1 200 OK"]],
    ["bare line feeds", "HTTP/1.1 200 OK\nx: a\ny: b\n\n", ["HTTP/1.1 200 OK", "x: a", "y: b"]],
    ["a folded field", `${OK}x: a\r\n\t b\r\n  c\r\ny: d\r\n\r\n`, ["HTTP/1.1 200 OK", "x: a b c", "y: d"]],
    ["white space before the first field", `${OK} x: a\r\ny: b\r\n\r\n`, ["HTTP/1.1 200 OK", "y: b"]],
    ["white space before a colon", `${OK}x \t: a\r\n\r\n`, ["HTTP/1.1 200 OK", "x: a"]],
    ["control characters in a value", `${OK}x: a\0b\rc\x7f\r\n\r\n`, ["HTTP/1.1 200 OK", "x: a b c "]],
    ["a control character in the reason", "HTTP/1.1 200 O\0K\r\n\r\n", ["HTTP/1.1 200 O K"]],
  ])("repairs %s", (_, head, lines) => {
    expect(repaired(head)).toEqual(lines);
  });

  it.each([
    ["the same length on two lines is that length", ["content-length: 2", "Content-Length: 2"], ["content-length: 2"]],
    ["the same length as a list is that length", ["content-length: 2, 2 ,2"], ["content-length: 2"]],
    ["a transfer coding overrides a length", ["content-length: 2", "transfer-encoding: chunked"], ["transfer-encoding: chunked"]],
    ["identity is no transfer coding", ["transfer-encoding: identity", "content-length: 2"], ["content-length: 2"]],
    ["identity alone leaves the body to end with the connection", ["transfer-encoding: Identity"], []],
    ["chunked is applied once", ["transfer-encoding: chunked", "transfer-encoding: chunked"], ["transfer-encoding: chunked"]],
    ["other codings stay before it", ["transfer-encoding: gzip, Chunked"], ["transfer-encoding: gzip, chunked"]],
    ["lengths that differ stay for the parser to refuse", ["content-length: 1", "content-length: 2"], ["content-length: 1, 2"]],
    ["a length that is none stays for the parser to refuse", ["content-length: +2"], ["content-length: +2"]],
    ["an empty length stays for the parser to refuse", ["content-length:"], ["content-length: "]],
  ])("says one thing of where the body ends: %s", (_, fields, framing) => {
    expect(repaired(`${OK}${fields.join("\r\n")}\r\nx: y\r\n\r\n`)).toEqual(["HTTP/1.1 200 OK", "x: y", ...framing]);
  });

  it("marks HTTP/1.0 with a transfer coding, so that its connection is closed", () => {
    expect(repaired("HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")).toEqual(["HTTP/1.0 200 OK", "transfer-encoding: chunked"]);
  });

  it("takes no longer for a long head than its length asks for", () => {
    const head = `${OK}${"x: ".padEnd(1_000, "\t ")}\r\n ${" \t".repeat(20_000)}\r\n\r\n`;
    const startedAt = performance.now();
    expect(read(head).type).toBe("repaired");
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
