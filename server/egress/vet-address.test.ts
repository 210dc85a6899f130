import { describe, expect, it } from "vitest";
import { createAddressVetting } from "@/server/egress/vet-address";

const vetPublicOnly = createAddressVetting({ isHttpsRequired: false, allowedPrivateNetworks: [] });
const isAllowed = (address: string) => vetPublicOnly(address).isAllowed;

describe("createAddressVetting", () => {
  it.each([
    ["a public IPv4 address", "93.184.216.34"],
    ["the last address before a private network", "172.15.255.255"],
    ["the first address after a private network", "172.32.0.0"],
    ["the last address before carrier-grade NAT", "100.63.255.255"],
    ["the first address after carrier-grade NAT", "100.128.0.0"],
    ["a public IPv6 address", "2606:2800:220:1:248:1893:25c8:1946"],
    ["a public IPv4 address, mapped", "::ffff:93.184.216.34"],
    ["a public IPv4 address, compatible", "::93.184.216.34"],
    ["a public IPv4 address behind NAT64", "64:ff9b::5db8:d822"],
    ["a public IPv4 address behind 6to4", "2002:5db8:d822::1"],
  ])("allows %s: %s", (_, address) => {
    expect(isAllowed(address)).toBe(true);
  });

  it.each([
    ["loopback", "127.0.0.1"],
    ["loopback, its end", "127.255.255.254"],
    ["private 10/8", "10.0.0.1"],
    ["private 172.16/12", "172.16.0.1"],
    ["private 172.16/12, its end", "172.31.255.255"],
    ["private 192.168/16", "192.168.1.1"],
    ["link-local and cloud metadata", "169.254.169.254"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["carrier-grade NAT with a cloud's metadata", "100.100.100.200"],
    ["unspecified", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["multicast", "224.0.0.1"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["IETF protocol assignments", "192.0.0.8"],
    ["documentation 1", "192.0.2.1"],
    ["documentation 2", "198.51.100.1"],
    ["documentation 3", "203.0.113.1"],
    ["benchmarking", "198.18.0.1"],
    ["6to4 relay anycast", "192.88.99.1"],
    ["IPv6 loopback", "::1"],
    ["IPv6 unspecified", "::"],
    ["IPv6 link-local", "fe80::1"],
    ["IPv6 link-local with a zone", "fe80::1%eth0"],
    ["IPv6 site-local", "fec0::1"],
    ["IPv6 unique local", "fc00::1"],
    ["IPv6 unique local with a cloud's metadata", "fd00:ec2::254"],
    ["IPv6 multicast", "ff02::1"],
    ["IPv6 discard", "100::1"],
    ["IPv6 documentation", "2001:db8::1"],
    ["IPv6 documentation, the newer", "3fff::1"],
    ["IPv6 benchmarking", "2001:2::1"],
    ["IPv6 ORCHID", "2001:20::1"],
    ["IPv6 segment routing", "5f00::1"],
    ["IPv6 outside what is handed out", "4000::1"],
    ["a private address, mapped", "::ffff:10.0.0.1"],
    ["a private address, mapped and in hexadecimal", "::ffff:a00:1"],
    ["a loopback address, written in full", "0000:0000:0000:0000:0000:ffff:7f00:0001"],
    ["a private address, compatible", "::10.0.0.1"],
    ["a private address, translated", "::ffff:0:10.0.0.1"],
    ["a private address behind NAT64", "64:ff9b::a00:1"],
    ["the local NAT64 network", "64:ff9b:1::5db8:d822"],
    ["a private address behind 6to4", "2002:a00:1::1"],
    ["a metadata address behind 6to4", "2002:a9fe:a9fe::1"],
    ["Teredo whose client is private", "2001:0:5db8:d822:0:0:f5ff:fffe"],
    ["Teredo whose server is private", "2001:0:a00:1:0:0:a247:27dd"],
    ["the host of a virtual machine of Azure", "168.63.129.16"],
    ["the same, mapped", "::ffff:168.63.129.16"],
    ["a private address with a zone, mapped", "::ffff:10.0.0.1%eth0"],
    ["a public address as one number, which would be looked up again", "134744072"],
    ["a public address in octal", "010.8.8.8"],
    ["a public address in hexadecimal", "0x8.8.8.8"],
    ["a public address in fewer parts", "8.8.8"],
    ["a name", "localhost"],
    ["nothing", ""],
  ])("refuses %s: %s", (_, address) => {
    expect(isAllowed(address)).toBe(false);
  });

  it("says in plain words what a refused address is", () => {
    expect(vetPublicOnly("10.1.2.3")).toEqual({ isAllowed: false, kind: "a private address" });
    expect(vetPublicOnly("::ffff:127.0.0.1")).toEqual({ isAllowed: false, kind: "a loopback address" });
    expect(vetPublicOnly("203.0.113.7")).toEqual({ isAllowed: false, kind: "a reserved address" });
  });

  it("allows what lies in an allowed network, and nothing beside it", () => {
    const vet = createAddressVetting({ isHttpsRequired: false, allowedPrivateNetworks: ["10.20.0.0/16", "fd12::/16"] });
    expect(vet("10.20.255.1").isAllowed).toBe(true);
    expect(vet("10.21.0.1").isAllowed).toBe(false);
    expect(vet("127.0.0.1").isAllowed).toBe(false);
    expect(vet("fd12::1").isAllowed).toBe(true);
    expect(vet("fd13::1").isAllowed).toBe(false);
    expect(vet("93.184.216.34").isAllowed).toBe(true);
  });

  it("judges an IPv4 address inside an IPv6 one by the IPv4 networks alone", () => {
    const vet = createAddressVetting({ isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8", "::/0"] });
    expect(vet("::ffff:127.0.0.1").isAllowed).toBe(true);
    expect(vet("::ffff:10.0.0.1").isAllowed).toBe(false);
    expect(vet("fd00::1").isAllowed).toBe(true);
  });
});
