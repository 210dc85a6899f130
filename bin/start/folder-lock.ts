import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

/** The longest path of a socket. The system's limit is 104 bytes on macOS, 108 on Linux. */
const MAX_SOCKET_PATH = 100;

export interface FolderLock {
  release(): Promise<void>;
}

function socketPath(folder: string): string {
  const absolute = join(resolve(folder), "postern.lock");
  const shorter = relative(process.cwd(), absolute);
  const path = shorter.length < absolute.length ? shorter : absolute;
  if (path.length <= MAX_SOCKET_PATH) return path;
  return join(tmpdir(), `postern-${createHash("sha256").update(absolute).digest("hex").slice(0, 16)}.lock`);
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(path, () => resolve(server.unref()));
  });
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/**
 * Takes a folder for this process alone. Returns null when a living process has it. The lock is a socket in the folder on which its holder
 * listens: unlike a file with a process id, it cannot be taken for alive after a kill or a restart of the machine.
 */
export async function holdFolderLock(folder: string): Promise<FolderLock | null> {
  await mkdir(folder, { recursive: true });
  const path = socketPath(folder);
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = await listen(path);
    if (server) return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    if (await isListening(path)) return null;
    await rm(path, { force: true });
  }
  return null;
}
