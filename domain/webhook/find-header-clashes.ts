import { authHeaderName, type GivenAuth } from "@/domain/webhook/webhook-auth";

/**
 * Finds the headers of a webhook that something else sets already. Returns the fault in words, or null. `names` are those of the
 * custom headers; `custom` has the fault of each, in the same order.
 */
export function findHeaderClashes(input: { auth: GivenAuth; signatureHeader: string | null | undefined; names: readonly string[] }): {
  signatureHeader: string | null;
  custom: (string | null)[];
} {
  const { signatureHeader, names } = input;
  const taken = authHeaderName(input.auth);
  const signature = signatureHeader?.toLowerCase();
  const ofCustom = (name: string): string | null => {
    if (name.toLowerCase() === signature) return `signatureHeader sets ${name}: leave it out here, or choose another signatureHeader.`;
    if (name.toLowerCase() === taken) return `The webhook's authentication sets ${name}: leave it out here, or choose authType NONE.`;
    return null;
  };
  return {
    signatureHeader:
      signatureHeader && signature === taken ? `The webhook's authentication sets ${signatureHeader}: choose another name.` : null,
    custom: names.map(ofCustom),
  };
}
