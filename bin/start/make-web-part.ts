import { webBundlePath } from "@/bin/start/build";
import { startChild } from "@/bin/start/child";
import type { Part } from "@/bin/start/part";
import type { Patience } from "@/bin/start/patience";

/** Makes the part that is the web process. It is up once it listens. */
export function makeWebPart(input: {
  projectDir: string;
  isProduction: boolean;
  host: string;
  port: number;
  env: Record<string, string>;
  patience: Patience;
}): Part {
  const { env, isProduction, patience } = input;
  const address = ["--hostname", input.host, "--port", `${input.port}`];
  const args = [webBundlePath(input.projectDir), ...address, ...(isProduction ? [] : ["--dev"])];
  return {
    name: "The web server",
    whereToLook: "The log above tells why.",
    start: () => startChild({ args, env, isLoud: !isProduction, silentAfterMs: patience.silentAfterMs }),
  };
}
