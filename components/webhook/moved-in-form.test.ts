import { expect, it } from "vitest";
import { movedInForm } from "@/components/webhook/moved-in-form";

const addressed = (url: string, endpoint = "") => ({ url, auth: { oauthConfig: { endpoint } } });
const isUrlMoved = (saved: string, typed: string) => movedInForm({ saved: addressed(saved), typed: addressed(typed) }).url;

it("tells that an address leads to another origin, and not while it is typed", () => {
  expect(isUrlMoved("https://a.example/hooks", "https://b.example/hooks")).toBe(true);
  expect(isUrlMoved("https://a.example/hooks", " https://a.example:8443/hooks")).toBe(true);
  expect(isUrlMoved("", "https://a.example")).toBe(true);
  for (const typed of ["https://a.example/other ", "https://A.example:443/", "https://", "b", "", "https://a.example"]) {
    expect(isUrlMoved("https://a.example/hooks", typed)).toBe(false);
  }
  expect(isUrlMoved("http://a.example/hooks", "https://a.example/hooks")).toBe(false);
});

it("leaves it to the server where a variable decides on the origin", () => {
  expect(isUrlMoved("https://{{ env.host }}/a", "https://{{ env.host }}/b")).toBe(false);
  expect(isUrlMoved("https://a.example/", "https://{{ env.host }}/")).toBe(false);
  expect(isUrlMoved("https://a.example/{{ env.path }}", "https://b.example/{{ env.path }}")).toBe(true);
});

it("looks at the token endpoint by itself", () => {
  const saved = addressed("https://a.example/", "https://login.example/token");
  expect(movedInForm({ saved, typed: addressed("https://a.example/", "https://other.example/token") })).toEqual({
    url: false,
    tokenEndpoint: true,
  });
});
