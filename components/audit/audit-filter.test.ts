import { describe, expect, it } from "vitest";
import { auditLogHref, readAuditFilter } from "@/components/audit/audit-filter";
import { newId } from "@/domain/ids";

describe("the audit log's filter in the address", () => {
  it("is read as it was written", () => {
    const filter = { actor: "usr_1", action: "webhook.created", target: "wh 1", cursor: newId("auditEntry") } as const;
    const params = Object.fromEntries(new URL(auditLogHref(filter), "http://portal.invalid").searchParams);
    expect(readAuditFilter(params)).toEqual(filter);
    expect(auditLogHref({})).toBe("/settings/audit-log");
  });

  it("leaves out what makes no sense", () => {
    const nothing = { actor: undefined, action: undefined, target: undefined, cursor: undefined };
    expect(readAuditFilter({ actor: ["a", "b"], action: "webhook.eaten", target: "", cursor: "\u0000" })).toEqual(nothing);
    expect(readAuditFilter({ target: "x".repeat(256), cursor: "zz" })).toEqual(nothing);
  });
});
