import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { withServedApi } from "@/tests/contract/serve-api";
import { isCurlHere } from "@/tests/support/curl";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

const environment = withProcessEnvironment();
const api = withServedApi();
const variables: Record<string, string> = {};
let sink: HttpSink;
let egress: EgressClient;

beforeAll(async () => {
  sink = await startHttpSink();
  egress = createEgressClient({ policy: environment.contextFor("").egressPolicy });
});
afterAll(() => Promise.all([sink.close(), egress.close()]));

/** Returns the curl commands of the README's walk, in their order. */
function readCommands(): string[] {
  const [, walk = ""] = readFileSync("README.md", "utf8").split(/^## A walk of five minutes$/m);
  const blocks = [...walk.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  return blocks.flatMap((block) => block.split(/^(?=export |curl )/m)).filter((command) => command.startsWith("curl "));
}

/** Runs a command in a shell as if it were pasted there. Returns the answer's JSON. */
async function paste(command: string): Promise<unknown> {
  const here = command.replaceAll("http://127.0.0.1:3000", api.url).replaceAll("http://127.0.0.1:4000", sink.url);
  const { stdout } = await promisify(execFile)("sh", ["-c", `set -u\n${here}`], { env: { ...process.env, ...variables } });
  return JSON.parse(stdout);
}

describe.skipIf(!isCurlHere())("the README's walk (curl is needed)", () => {
  it("does what it says, command by command, with a receiver that verifies what it gets", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(environment.db);
    variables["TOKEN"] = token;
    const [create = "", publish = "", list = "", addOpportunity = "", change = "", addInbox = "", ...more] = readCommands();
    expect(more).toEqual([]);

    const webhook = z.object({ id: z.string(), signingSecret: z.string() }).parse(await paste(create));
    expect(await paste(publish)).toMatchObject({ events: [{ deliveries: [{ webhook_config_id: webhook.id }] }] });
    const opportunity = z.object({ _id: z.string() }).parse(await paste(addOpportunity));
    Object.assign(variables, { ID: webhook.id, OPPORTUNITY: opportunity._id });
    expect(await paste(change)).toMatchObject({ _id: opportunity._id, status: "in_progress" });
    expect(await paste(addInbox)).toMatchObject({ url: expect.stringContaining("/inbox/") });

    const ctx = environment.contextFor(organizationId);
    const deliverer = createTestDeliverer({ ...ctx, egress, ownerId: "test:readme", patienceMs: 1_000 });
    await deliverer.deliverBatch();
    const requests = await sink.waitForRequests(2);
    await deliverer.drain(10_000);
    const verifier = new Webhook(webhook.signingSecret);
    const events = requests.map(({ rawBody, headers }) => verifier.verify(rawBody, { ...headers } as Record<string, string>));
    expect(events).toContainEqual(expect.objectContaining({ entity: { _id: "42", _title: "Solar panels" } }));
    expect(events).toContainEqual(
      expect.objectContaining({
        entity: expect.objectContaining({ _id: opportunity._id, _title: "Solar panels", status: "in_progress" }),
        changed_attributes: { added: {}, updated: { status: "in_progress" }, deleted: {} },
      }),
    );
    expect(await paste(list)).toMatchObject({ data: [{ status: "succeeded" }, { status: "succeeded" }] });
  });
});
