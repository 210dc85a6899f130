/** What the installation's private signing key is sealed for in the vault. */
export function platformKeyPurpose(keyId: string): string {
  return `platform-key:${keyId}:private-key`;
}
