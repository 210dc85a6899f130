/** Returns the purpose under which the installation's private signing key is sealed in the vault. */
export function platformKeyPurpose(keyId: string): string {
  return `platform-key:${keyId}:private-key`;
}
