import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { changeSubmissionForm } from "@/server/submission-form/change-submission-form";
import { findOpenForm } from "@/server/submission-form/find-open-form";
import { getSubmissionForm } from "@/server/submission-form/get-submission-form";
import { receiveSubmission } from "@/server/submission-form/receive-submission";
import { replaceFormKey } from "@/server/submission-form/replace-form-key";
import { createTestContext, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
let other: Context;

beforeEach(async () => {
  const { db } = database;
  ctx = createTestContext({ db, organizationId: await makeOrganization(db) });
  other = createTestContext({ db, organizationId: await makeOrganization(db) });
});

const keyOf = (url: string | null) => url?.split("/").at(-1) ?? "";
const open = (url: string | null) => findOpenForm({ db: database.db, key: keyOf(url) });

describe("a public form", () => {
  it("is off and has no address until it is switched on, keeps its address while it is off, and is each organization's own", async () => {
    expect(await getSubmissionForm({ ctx })).toEqual({ enabled: false, url: null, origins: [] });
    const { url } = await changeSubmissionForm({ ctx, input: { enabled: true } });
    expect(url).toMatch(/^http:\/\/postern\.test\/form\/[\dA-Za-z]{24}$/);
    expect(await open(url)).toMatchObject({ organizationId: ctx.tenant.organizationId });
    expect(await getSubmissionForm({ ctx: other })).toMatchObject({ enabled: false, url: null });
    const { url: theirs } = await changeSubmissionForm({ ctx: other, input: { enabled: true } });
    expect(theirs).not.toBe(url);
    expect(await changeSubmissionForm({ ctx, input: { enabled: false } })).toMatchObject({ enabled: false, url });
    expect(await open(url)).toBeNull();
    expect(await open(theirs)).toMatchObject({ organizationId: other.tenant.organizationId });
    expect(await changeSubmissionForm({ ctx, input: { enabled: true } })).toMatchObject({ enabled: true, url });
  });

  it("gets another address, and the old one is unknown", async () => {
    await expect(replaceFormKey({ ctx })).rejects.toMatchObject({ code: "not_found" });
    const { url: before } = await changeSubmissionForm({ ctx, input: { enabled: true, origins: ["https://www.example.com/"] } });
    const { url: after, origins } = await replaceFormKey({ ctx });
    expect(origins).toEqual(["https://www.example.com"]);
    expect(await open(before)).toBeNull();
    expect(await open(after)).toMatchObject({ origins: ["https://www.example.com"] });
    expect(await open("http://postern.test/form/short")).toBeNull();
  });

  it("is told of in the audit log, each change once", async () => {
    await changeSubmissionForm({ ctx, input: { enabled: true, origins: ["https://example.com"] } });
    await changeSubmissionForm({ ctx, input: { enabled: true, origins: ["https://example.com"] } });
    await replaceFormKey({ ctx });
    await changeSubmissionForm({ ctx, input: { enabled: false } });
    const { organizationId } = ctx.tenant;
    const entries = await database.db.auditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
    expect(entries.map(({ action, targetType, details }) => [action, targetType, details])).toEqual([
      ["submission_form.enabled", "submission_form", {}],
      ["submission_form.origins_changed", "submission_form", { origins: ["https://example.com"] }],
      ["submission_form.key_replaced", "submission_form", {}],
      ["submission_form.disabled", "submission_form", {}],
    ]);
  });

  it("is seen with the scope read, and changed with write", async () => {
    const viewer = { ...ctx, actor: userActor({ userId: "usr_1", role: "viewer" }) };
    await changeSubmissionForm({ ctx, input: { enabled: true } });
    expect(await getSubmissionForm({ ctx: viewer })).toMatchObject({ enabled: true });
    await expect(changeSubmissionForm({ ctx: viewer, input: { enabled: false } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(replaceFormKey({ ctx: viewer })).rejects.toMatchObject({ code: "forbidden" });
    const publisher = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["publish"] });
    await expect(getSubmissionForm({ ctx: publisher })).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["an origin with a path", { origins: ["https://example.com/form"] }, "origins.0"],
    ["what is no origin", { origins: ["https://example.com", "*"] }, "origins.1"],
    ["a text for a switch", { enabled: "yes" }, "enabled"],
    ["a key of the caller's own", { key: "x" }, "key"],
  ])("refuses %s", async (_what, input, path) => {
    await expect(changeSubmissionForm({ ctx, input })).rejects.toMatchObject({ code: "invalid_input", faults: [{ path }] });
  });
});

describe("a submission", () => {
  it("is an entity of the form's organization, and published as every submission is", async () => {
    const form = await open((await changeSubmissionForm({ ctx, input: { enabled: true } })).url);
    if (!form) throw new Error("The form is not open.");
    // The means are another organization's: what counts is the form's.
    const { id } = await receiveSubmission({ means: other, form, body: { title: "Solar panels" } });
    const { organizationId } = ctx.tenant;
    expect(await database.db.entity.findMany({ select: { organizationId: true, id: true, schema: true } })).toEqual([
      { organizationId, id, schema: "submission" },
    ]);
    const events = await database.db.event.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
    expect(events.map(({ eventName }) => eventName)).toEqual(["submission.created", "customer_request_created"]);
    expect(events[0]?.data).toMatchObject({ activity: { caller: { type: "system" } } });
  });
});
