import { expect, it } from "vitest";
import { resourceOf } from "@/domain/payload/client-resource";

it("a client has its properties in alphabetical order, with id and object, and nothing that Postern keeps of every entity", () => {
  const client = {
    _id: "c1",
    _schema: "client",
    _title: "Ada",
    _created_at: "t",
    status: "active",
    email: "a",
    customFields: { b: 1, a: 2 },
  };
  const text = '{"customFields":{"b":1,"a":2},"email":"a","id":"c1","object":"client","status":"active"}';
  expect(JSON.stringify(resourceOf(client))).toBe(text);
  expect(resourceOf({ ...client, id: "own" })).toMatchObject({ id: "own" });
});

it("any other entity stays as it is", () => {
  const contact = { _id: "c1", _schema: "contact", b: 1, a: 2 };
  expect(resourceOf(contact)).toBe(contact);
  expect(resourceOf({})).toEqual({});
});
