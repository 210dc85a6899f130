import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VERIFY_SNIPPETS } from "@/components/signing/verify-snippets";
import { COMPILER_PATIENCE_MS } from "@/tests/support/eventually";

function isGoHere(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("VERIFY_SNIPPETS", () => {
  it.runIf(isGoHere())("has a Go file that compiles as it is copied", { timeout: COMPILER_PATIENCE_MS }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "postern-snippet-"));
    try {
      await writeFile(join(folder, "go.mod"), "module example.com/webhooks\n\ngo 1.21\n");
      await writeFile(join(folder, "verify.go"), VERIFY_SNIPPETS.find(({ language }) => language === "go")?.code ?? "");
      expect(() => execFileSync("go", ["vet", "."], { cwd: folder, stdio: "pipe" })).not.toThrow();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
