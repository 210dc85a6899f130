/** What the installation allows deliveries to reach. */
export interface EgressPolicy {
  /** POSTERN_REQUIRE_HTTPS: http endpoints are refused. */
  isHttpsRequired: boolean;
  /** POSTERN_ALLOWED_PRIVATE_NETWORKS: CIDRs that may be reached although they are not public. */
  allowedPrivateNetworks: readonly string[];
  /**
   * What the addresses of the installation's own inboxes begin with (domain/inbox/inbox-address.ts): deliveries reach exactly these, although
   * they may be local. Absent: none.
   */
  ownInboxes?: string | undefined;
  /** Only those networks may be reached, nothing public. Default false. */
  isPublicRefused?: boolean;
}
