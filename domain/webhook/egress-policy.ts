/** The installation's policy on the addresses that deliveries may reach. */
export interface EgressPolicy {
  /** POSTERN_REQUIRE_HTTPS: http endpoints are refused. */
  isHttpsRequired: boolean;
  /** POSTERN_ALLOWED_PRIVATE_NETWORKS: CIDRs that may be reached although they are not public. */
  allowedPrivateNetworks: readonly string[];
  /**
   * The beginning of the addresses of the installation's own inboxes (domain/inbox/inbox-address.ts). Deliveries may reach
   * exactly these, even where they are local. Absent means none.
   */
  ownInboxes?: string | undefined;
  /** The public address of the installation itself, which only its inboxes may be reached at; undefined in tests that have none. */
  ownAddress?: string | undefined;
  /** True when only the allowed private networks may be reached, and nothing public. False by default. */
  isPublicRefused?: boolean;
}
