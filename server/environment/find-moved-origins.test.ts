import { describe, expect, it } from "vitest";
import { findMoved } from "@/server/environment/find-moved-origins";
import type { Variables } from "@/server/environment/resolve-references";

const variables = (values: Readonly<Record<string, string>>): Variables =>
  new Map(Object.entries(values).map(([key, value]) => [key, { value, isSecret: false, hosts: [] }]));
const isUrlMoved = (before: string | null, after: string | null, was = {}, is = was) =>
  findMoved(
    { addresses: { url: before, tokenEndpoint: null }, variables: variables(was) },
    { addresses: { url: after, tokenEndpoint: null }, variables: variables(is) },
  ).url;

describe("an address", () => {
  it("leads to another origin where it resolves to another one, however it is written", () => {
    const values = { host: "a.example", url: "https://a.example", port: "8443" };
    expect(isUrlMoved("https://a.example/x", "{{ env.url }}/y", values)).toBe(false);
    expect(isUrlMoved("https://{{ env.host }}/x", "https://a.example:443/y", values)).toBe(false);
    expect(isUrlMoved("https://a.example", "https://{{ env.host }}:{{ env.port }}/", values)).toBe(true);
    expect(isUrlMoved("https://a.example/{{ env.host }}", "https://b.example/{{ env.host }}", values)).toBe(true);
  });

  it("leads to another origin by a variable's change, too", () => {
    expect(isUrlMoved("https://{{ env.host }}/", "https://{{ env.host }}/", { host: "a.example" }, { host: "b.example" })).toBe(true);
    expect(isUrlMoved("https://a.example/{{ env.path }}", "https://a.example/{{ env.path }}", { path: "a" }, { path: "b" })).toBe(false);
    expect(isUrlMoved("https://a{{ env.rest }}", "https://a{{ env.rest }}", { rest: ".example/" }, { rest: ".example@b.example/" })).toBe(
      true,
    );
  });

  it("that was not known leads to another origin once it is, and none leads nowhere", () => {
    expect(isUrlMoved(null, "https://a.example")).toBe(true);
    expect(isUrlMoved("https://{{ env.host }}", "https://{{ env.host }}", {}, { host: "a.example" })).toBe(true);
    expect(isUrlMoved("https://a.example", null)).toBe(false);
    expect(isUrlMoved("https://a.example", "https://{{ env.missing }}")).toBe(false);
    expect(isUrlMoved("{{ env.text }}/a", "{{ env.text }}/a", { text: "no address" })).toBe(false);
    expect(isUrlMoved("{{ env.text }}/a", "{{ env.text }}/b", { text: "no address" })).toBe(true);
  });
});
