import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The part of IPv6 that is handed out as global unicast (RFC 4291, section 2.4; IANA). Every other part is reserved. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** A public address by its number, but the way from any virtual machine of Azure to its own host, which hands out secrets there. */
const AZURE_HOST = "168.63.129.16";

const KINDS: Record<string, string> = {
  unspecified: "the unspecified address",
  loopback: "a loopback address",
  private: "a private address",
  uniqueLocal: "a private address",
  linkLocal: "a link-local address",
  carrierGradeNat: "a carrier-grade NAT address",
  multicast: "a multicast address",
  broadcast: "the broadcast address",
};

type Vetting = { isAllowed: true } | { isAllowed: false; kind: string };

export type VetAddress = (address: string) => Vetting;

/**
 * Makes a function that checks whether deliveries may reach an address, given in a form that `net.isIP` accepts. It allows an
 * address in one of the policy's networks, and a public address unless the policy refuses those. It refuses any other address,
 * and a text that is none, with its kind in plain words. An IPv4 address inside an IPv6 one (mapped, compatible, translated,
 * NAT64, 6to4, Teredo) is judged as that IPv4.
 */
export function createAddressVetting(policy: EgressPolicy): VetAddress {
  const networks = policy.allowedPrivateNetworks.map((network) => ipaddr.parseCIDR(network));
  const isInAllowedNetwork = (address: Address) =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));

  return (text) => {
    // ipaddr's own check also accepts 134744072 and 0x8.8. A text that is no plain address would be looked up as a name again.
    if (isIP(text) === 0 || !ipaddr.isValid(text)) return { isAllowed: false, kind: "no address" };
    for (const address of judgedAddresses(ipaddr.parse(text))) {
      if (isInAllowedNetwork(address)) continue;
      if (!isPublic(address)) return { isAllowed: false, kind: KINDS[address.range()] ?? "a reserved address" };
      if (policy.isPublicRefused) return { isAllowed: false, kind: "a public address" };
    }
    return { isAllowed: true };
  };
}

function isPublic(address: Address): boolean {
  if (address.range() !== "unicast" || address.toString() === AZURE_HOST) return false;
  return address.kind() === "ipv4" || (address as ipaddr.IPv6).match(GLOBAL_UNICAST);
}

/**
 * Returns the addresses to judge instead of this one: the IPv4 addresses that it carries (for Teredo its server and its client),
 * or itself.
 */
function judgedAddresses(address: Address): Address[] {
  if (address.kind() === "ipv4") return [address];
  const bytes = address.toByteArray();
  const ipv4At = (offset: number) => new ipaddr.IPv4(bytes.slice(offset, offset + 4));
  switch (address.range() as string) {
    case "ipv4Mapped": // ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2)
    case "rfc6145": // ::ffff:0:a.b.c.d (RFC 6145)
      return [ipv4At(12)];
    case "rfc6052": // 64:ff9b::a.b.c.d; the local-use 64:ff9b:1::/48 has no fixed place for it (RFC 8215) and stands for itself
      return bytes[5] === 0 ? [ipv4At(12)] : [address];
    case "6to4": // 2002:aabb:ccdd:: (RFC 3056)
      return [ipv4At(2)];
    case "teredo": // 2001:0:<server>:…:<client, inverted> (RFC 4380)
      return [ipv4At(4), new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff))];
    case "unicast": // ::a.b.c.d, the deprecated IPv4-compatible form (RFC 4291, section 2.5.5.1); :: and ::1 have ranges of their own
      return bytes.slice(0, 12).every((byte) => byte === 0) ? [ipv4At(12)] : [address];
    default:
      return [address];
  }
}
