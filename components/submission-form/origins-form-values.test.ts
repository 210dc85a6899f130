import { expect, it } from "vitest";
import { originsFormValues } from "@/components/submission-form/origins-form-values";

const read = (origins: string) => originsFormValues.safeParse({ origins });

it("reads origins, one a line or with commas, as browsers name them", () => {
  const typed = "https://www.example.com/\n HTTPS://Example.com:443, http://localhost:8080\n\nhttps://www.example.com";
  expect(read(typed).data).toEqual({ origins: ["http://localhost:8080", "https://example.com", "https://www.example.com"] });
  expect(read("  \n").data).toEqual({ origins: [] });
});

it.each([
  "www.example.com",
  "https://example.com/contact",
  "https://ada@example.com",
  "https://example.com?a=1",
  "ftp://example.com",
  "null",
  "*",
])("refuses %s, and names it", (origin) => {
  expect(read(`https://example.com\n${origin}`).error?.issues[0]?.message).toMatch(`“${origin}”: Give scheme and host`);
});
