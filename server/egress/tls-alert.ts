interface Alert {
  name: string;
  /** The meaning for the people who run the endpoint. Absent when the alert's name must do. */
  cause?: string;
}

const NO_CLIENT_CERTIFICATE = "it wants a client certificate, and deliveries have none";

/** The fatal alerts by number (RFC 8446, section 6, and those of older versions; IANA's registry "TLS Alerts"). */
const ALERTS: Record<number, Alert> = {
  10: { name: "unexpected_message" },
  20: { name: "bad_record_mac" },
  21: { name: "decryption_failed" },
  22: { name: "record_overflow" },
  30: { name: "decompression_failure" },
  40: {
    name: "handshake_failure",
    cause: "it wants a client certificate, which deliveries do not have, or shares no cipher with this side",
  },
  41: { name: "no_certificate", cause: NO_CLIENT_CERTIFICATE },
  42: { name: "bad_certificate", cause: NO_CLIENT_CERTIFICATE },
  43: { name: "unsupported_certificate", cause: NO_CLIENT_CERTIFICATE },
  44: { name: "certificate_revoked", cause: NO_CLIENT_CERTIFICATE },
  45: { name: "certificate_expired", cause: NO_CLIENT_CERTIFICATE },
  46: { name: "certificate_unknown", cause: NO_CLIENT_CERTIFICATE },
  47: { name: "illegal_parameter" },
  48: { name: "unknown_ca", cause: NO_CLIENT_CERTIFICATE },
  49: { name: "access_denied", cause: "it does not let this side in" },
  50: { name: "decode_error" },
  51: { name: "decrypt_error" },
  60: { name: "export_restriction" },
  70: { name: "protocol_version", cause: "it speaks no version of TLS from 1.2 on" },
  71: { name: "insufficient_security", cause: "it asks for stronger ciphers than this side has" },
  80: { name: "internal_error", cause: "it failed by itself" },
  86: { name: "inappropriate_fallback" },
  90: { name: "user_canceled" },
  100: { name: "no_renegotiation" },
  109: { name: "missing_extension" },
  110: { name: "unsupported_extension" },
  111: { name: "certificate_unobtainable" },
  112: { name: "unrecognized_name", cause: "it serves no such name" },
  113: { name: "bad_certificate_status_response" },
  114: { name: "bad_certificate_hash_value" },
  115: { name: "unknown_psk_identity" },
  116: { name: "certificate_required", cause: NO_CLIENT_CERTIFICATE },
  120: { name: "no_application_protocol", cause: "it does not speak HTTP/1.1 there" },
  121: { name: "ech_required" },
};

/** Checks whether an error is a TLS alert that the other side sent. */
export function isTlsAlert(error: unknown): boolean {
  return numberOf(error) !== undefined;
}

/** Returns the reason why the other side ended the TLS connection, or undefined when it sent no alert. */
export function explainTlsAlert(error: unknown): string | undefined {
  const number = numberOf(error);
  if (number === undefined) return undefined;
  const { name, cause = "it ended the connection" } = ALERTS[number] ?? { name: String(number) };
  return `${cause} (TLS alert ${name})`;
}

/**
 * Returns the number of a received alert. OpenSSL gives it only in the message; the names in Node's error codes differ between
 * versions.
 */
function numberOf(error: unknown): number | undefined {
  const [, digits] = (error instanceof Error && /SSL alert number (\d+)/.exec(error.message)) || [];
  return digits === undefined ? undefined : Number(digits);
}
