import { expect, it } from "vitest";
import {
  EMPTY_RECORD_FILTER,
  readRecordFilter,
  recordFilterParams,
  shownAttributes,
  sortedBy,
  toListInput,
} from "@/components/entity/record-filter";
import { parseList } from "@/domain/entity/search-input";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";

const contact = seededSchema("contact") ?? expect.fail();

it("survives the way through an address, and takes what it does not know as not given", () => {
  const filter = { text: "ada", isDeleted: true, sort: { field: "last_name", isDescending: false }, columns: ["email", "status"] };
  expect(readRecordFilter(recordFilterParams(filter))).toEqual(filter);
  expect(recordFilterParams(EMPTY_RECORD_FILTER).toString()).toBe("");
  expect(readRecordFilter(new URLSearchParams("sort=a%20b&deleted=maybe&q=%20"))).toEqual(EMPTY_RECORD_FILTER);
  expect(readRecordFilter(new URLSearchParams("columns="))).toEqual({ ...EMPTY_RECORD_FILTER, columns: [] });
});

it("shows at first what says something beside the title", () => {
  expect(shownAttributes(contact, null).map(({ name }) => name)).toEqual(["status", "email", "phone"]);
  expect(shownAttributes(contact, ["status", "gone"]).map(({ name }) => name)).toEqual(["status"]);
});

it("sorts by a field, then the other way round", () => {
  const once = sortedBy(EMPTY_RECORD_FILTER, "_title");
  expect(once.sort).toEqual({ field: "_title", isDescending: false });
  expect(sortedBy(once, "_title").sort).toEqual({ field: "_title", isDescending: true });
  expect(sortedBy(once, "_updated_at").sort).toEqual({ field: "_updated_at", isDescending: true });
});

it.each(["", "ada", 'Ada "L" OR (x', "AND NOT ~2 a/b*", "“”"])("makes a list of any text that is typed: %s", (text) => {
  const input = toListInput({ schema: contact, filter: { ...EMPTY_RECORD_FILTER, text }, after: ["2026-03-01T00:00:00.000Z", "id"] });
  expect(parseList(input)).toMatchObject({ size: 50, deleted: "false" });
});
