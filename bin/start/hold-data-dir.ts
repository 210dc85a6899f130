import { type FolderLock, holdFolderLock } from "@/bin/start/folder-lock";

/**
 * Takes the data folder for this process alone, and makes it where it is missing. Throws one line that says what to do when it cannot be
 * had.
 */
export async function holdDataDir(dataDir: string): Promise<FolderLock> {
  const lock = await holdFolderLock(dataDir).catch((error: Error) => {
    throw new Error(`POSTERN_DATA_DIR: ${dataDir} cannot be used (${error.message}). Set it to a folder that this user may write to.`);
  });
  if (!lock) throw new Error(`Postern is already running with the data in ${dataDir}. Stop it first, or set POSTERN_DATA_DIR and PORT.`);
  return lock;
}
