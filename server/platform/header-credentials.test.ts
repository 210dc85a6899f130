import { expect, it } from "vitest";
import { headerCredentials } from "@/server/platform/header-credentials";

it.each([
  ["X-Key", "abc", ["abc"]],
  ["Authorization", "Token abc def", ["Token abc def", "abc def"]],
  ["authorization", "basic YW5uOnBhOnNz", ["YW5uOnBhOnNz", "ann:pa:ss", "pa:ss"]],
  ["Cookie", "session=a=b; lang=en", ["session=a=b; lang=en", "a=b", "en"]],
])("the credentials in %s: %s are its parts, too", (name, value, credentials) => {
  expect(headerCredentials(name, value)).toEqual(credentials);
});
