import { createSocket, type RemoteInfo } from "node:dgram";
import type { AddressInfo } from "node:net";

export interface DnsAnswer {
  a?: string[];
  /** The addresses in full form, without `::`. */
  aaaa?: string[];
  ttlSeconds?: number;
  /** The response code (RFC 1035, section 4.1.1): 2 is SERVFAIL, 3 NXDOMAIN, 5 REFUSED. */
  rcode?: number;
  isSilent?: boolean;
}

export interface DnsServer {
  /** The server's address: `127.0.0.1:<port>`. */
  address: string;
  /** The questions, `A name` and `AAAA name`, in the order of arrival. */
  questions: string[];
  close(): Promise<void>;
}

const TYPES: Record<number, "A" | "AAAA"> = { 1: "A", 28: "AAAA" };

type Answering = (name: string, type: "A" | "AAAA") => DnsAnswer | undefined | Promise<DnsAnswer | undefined>;

/** Starts a name server on UDP that answers with the result of `answer` for a name; undefined is NXDOMAIN (RFC 1035). */
export async function startDnsServer(answer: Answering): Promise<DnsServer> {
  const socket = createSocket("udp4");
  const questions: string[] = [];
  let isClosed = false;
  socket.on("message", async (query: Buffer, from: RemoteInfo) => {
    const { name, type, end } = readQuestion(query);
    questions.push(`${type} ${name}`);
    const found = (await answer(name, type)) ?? { rcode: 3 };
    if (!found.isSilent && !isClosed) socket.send(writeAnswer(query, end, type, found), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    questions,
    close: () => {
      isClosed = true;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}

function readQuestion(query: Buffer): { name: string; type: "A" | "AAAA"; end: number } {
  const labels: string[] = [];
  let offset = 12;
  for (let length = query.readUInt8(offset); length > 0; length = query.readUInt8(offset)) {
    labels.push(query.toString("latin1", offset + 1, offset + 1 + length));
    offset += length + 1;
  }
  const type = TYPES[query.readUInt16BE(offset + 1)] ?? "A";
  return { name: labels.join("."), type, end: offset + 5 };
}

function writeAnswer(query: Buffer, questionEnd: number, type: "A" | "AAAA", answer: DnsAnswer): Buffer {
  const addresses = (type === "A" ? answer.a : answer.aaaa) ?? [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (answer.rcode ?? 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  const records = addresses.map((address) => {
    const data =
      type === "A"
        ? Buffer.from(address.split(".").map(Number))
        : Buffer.from(
            address
              .split(":")
              .map((part) => part.padStart(4, "0"))
              .join(""),
            "hex",
          );
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0); // the question's name
    record.writeUInt16BE(type === "A" ? 1 : 28, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(answer.ttlSeconds ?? 60, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([header, query.subarray(12, questionEnd), ...records]);
}
