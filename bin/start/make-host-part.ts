import { join } from "node:path";
import { hostBundlePath } from "@/bin/start/build";
import { startChild } from "@/bin/start/child";
import type { Part } from "@/bin/start/part";
import type { Patience } from "@/bin/start/patience";

/** The room for a batch's payloads and answers, which then die young. That takes a tenth less processor time than Node's own 16 MB. */
const HOST_MEMORY = "--max-semi-space-size=64";

/** Makes the part that is the embedded host. It is up once its modules are loaded: it may have to wait for its place for long. */
export function makeHostPart(input: { projectDir: string; isProduction: boolean; env: Record<string, string>; patience: Patience }): Part {
  const { projectDir, env, isProduction, patience } = input;
  const tsx = join(projectDir, "node_modules", "tsx", "dist", "cli.mjs");
  // The bundles watch the channel by themselves, because they must see to open requests before they end.
  const tieToParent = ["--import", join(projectDir, "bin", "start", "end-with-parent.mjs")];
  const watched = [...tieToParent, tsx, "watch", "--clear-screen=false", "bin/host.ts"];
  const args = isProduction ? [HOST_MEMORY, hostBundlePath(projectDir)] : watched;
  return {
    name: "The host",
    whereToLook: "The log above tells why.",
    start: () => startChild({ args, env, isLoud: !isProduction, silentAfterMs: patience.silentAfterMs }),
  };
}
