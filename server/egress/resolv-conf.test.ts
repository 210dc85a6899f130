import { describe, expect, it } from "vitest";
import { listCandidates, parseResolvConf } from "@/server/egress/resolv-conf";

describe("parseResolvConf", () => {
  it("reads what a container of Kubernetes has", () => {
    const text = "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n";
    expect(parseResolvConf(text, "pod-1")).toEqual({ search: ["shop.svc.cluster.local", "svc.cluster.local", "cluster.local"], ndots: 5 });
  });

  it.each([
    ["has no list and needs one dot when it is empty", "", { search: [], ndots: 1 }],
    ["takes the last of search and domain", "search a.test b.test\ndomain c.test\n", { search: ["c.test"], ndots: 1 }],
    ["takes one name of a domain line", "domain c.test d.test", { search: ["c.test"], ndots: 1 }],
    [
      "takes tabs, comments, capitals and dots at the end",
      "#search x\n; y\nsearch\tA.Test.\tb.test # c\r\n",
      { search: ["a.test", "b.test"], ndots: 1 },
    ],
    ["knows the root in the list", "search . a.test", { search: ["", "a.test"], ndots: 1 }],
    ["empties the list by an empty search line", "search a.test\nsearch\n", { search: [], ndots: 1 }],
    [
      "adds up its options",
      "options timeout:1\noptions attempts:3 rotate ndots:0",
      { search: [], ndots: 0, timeoutMs: 1_000, attempts: 3 },
    ],
    ["cuts options to their bounds", "options ndots:99 timeout:99 attempts:99", { search: [], ndots: 15, timeoutMs: 30_000, attempts: 5 }],
    ["leaves options alone that are none", "options ndots:x timeout:0 attempts: ndots", { search: [], ndots: 1 }],
  ])("%s", (_, text, conf) => {
    expect(parseResolvConf(text, "here")).toEqual(conf);
  });

  it("searches the domain of the machine's own name where the file has none", () => {
    expect(parseResolvConf("options ndots:2", "web-1.Corp.example.test").search).toEqual(["corp.example.test"]);
    expect(parseResolvConf("search a.test", "web-1.corp.example.test").search).toEqual(["a.test"]);
  });
});

describe("listCandidates", () => {
  const search = ["a.test", "b.test"];

  it.each([
    [
      "a short name under each domain, then as it stands",
      "receiver",
      { search, ndots: 1 },
      ["receiver.a.test", "receiver.b.test", "receiver"],
    ],
    ["a name with enough dots as it stands first", "x.y", { search, ndots: 1 }, ["x.y", "x.y.a.test", "x.y.b.test"]],
    ["a name with too few dots under each domain first", "x.y", { search, ndots: 2 }, ["x.y.a.test", "x.y.b.test", "x.y"]],
    [
      "any name as it stands first where no dots are needed",
      "receiver",
      { search, ndots: 0 },
      ["receiver", "receiver.a.test", "receiver.b.test"],
    ],
    ["an absolute name alone", "receiver.", { search, ndots: 1 }, ["receiver"]],
    ["a name as it stands where the list has the root", "receiver", { search: ["", "a.test"], ndots: 1 }, ["receiver", "receiver.a.test"]],
    ["a name alone where there is no list", "receiver", { search: [], ndots: 1 }, ["receiver"]],
  ])("asks for %s", (_, name, conf, candidates) => {
    expect(listCandidates(name, conf)).toEqual(candidates);
  });
});
