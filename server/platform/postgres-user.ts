import { execFile } from "node:child_process";
import { chmod, chown } from "node:fs/promises";
import { userInfo } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);
const SYSTEM_USER = "postgres";

/** The system user that runs PostgreSQL's programs. It is this process's own user, except under root, which PostgreSQL refuses. */
export interface PostgresUser {
  /** Runs a program and waits for its end. Throws with the program's output when it fails. */
  run(file: string, args: string[], cwd: string): Promise<void>;
  /** Gives a file or folder to that user. */
  own(path: string): Promise<void>;
  /** Lets that user pass through a folder without reading its list of files. */
  letThrough(path: string): Promise<void>;
}

/**
 * Returns the user that runs PostgreSQL. `probe` is one of PostgreSQL's programs, which the user must be able to run. Under root
 * it makes the user `postgres` when there is none.
 */
export async function findPostgresUser(probe: string): Promise<PostgresUser> {
  if (userInfo().uid !== 0) {
    return {
      run: async (file, args, cwd) => void (await run(file, args, { cwd })),
      own: async () => undefined,
      letThrough: async () => undefined,
    };
  }
  const { uid, gid } = await findOrMakeSystemUser();
  const prefix = await findPrefix({ uid, gid, probe });
  return {
    run: async (file, args, cwd) => {
      const [command = file, ...rest] = [...prefix, file, ...args];
      await run(command, rest, { cwd, ...(prefix.length === 0 ? { uid, gid } : {}) });
    },
    own: (path) => chown(path, uid, gid),
    letThrough: (path) => chmod(path, 0o711),
  };
}

async function findOrMakeSystemUser(): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: string) => Number.parseInt((await run("id", [flag, SYSTEM_USER])).stdout, 10);
  try {
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  } catch {
    await run("groupadd", ["--force", "--system", SYSTEM_USER]);
    await run("useradd", ["--system", "--gid", SYSTEM_USER, "--no-create-home", SYSTEM_USER]);
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  }
}

/**
 * Returns the words that have to stand before a command. There are usually none. But below a folder that only root may enter
 * (/root), the user could not even reach the programs: there it keeps root's right to pass through folders, and no other right of
 * root's.
 */
async function findPrefix({ uid, gid, probe }: { uid: number; gid: number; probe: string }): Promise<string[]> {
  try {
    await run(probe, ["--version"], { uid, gid, cwd: "/" });
    return [];
  } catch {
    const prefix = ["setpriv", "--reuid", `${uid}`, "--regid", `${gid}`, "--clear-groups", "--inh-caps", "+dac_override"];
    // access(2), which initdb calls, ignores capabilities unless told otherwise.
    prefix.push("--ambient-caps", "+dac_override", "--securebits", "+no_setuid_fixup");
    const [command = "setpriv", ...rest] = [...prefix, probe, "--version"];
    await run(command, rest, { cwd: "/" }).catch(() => {
      throw new Error(
        `The system user ${SYSTEM_USER}, as whom the embedded PostgreSQL runs under root, cannot reach ${probe}. ` +
          "Put Postern into a folder that other users may enter, or set DATABASE_URL to a PostgreSQL of your own.",
      );
    });
    return prefix;
  }
}
