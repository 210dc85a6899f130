/** What the installation allows deliveries to reach. */
export interface EgressPolicy {
  /** POSTERN_REQUIRE_HTTPS: http endpoints are refused. */
  isHttpsRequired: boolean;
  /** POSTERN_ALLOWED_PRIVATE_NETWORKS: CIDRs that may be reached although they are not public. */
  allowedPrivateNetworks: readonly string[];
  /** Only those networks may be reached, nothing public. Default false. */
  isPublicRefused?: boolean;
}
