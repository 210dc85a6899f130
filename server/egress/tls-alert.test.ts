import { describe, expect, it } from "vitest";
import { cutOf, explainBrokenExchange, isReset } from "@/server/egress/exchange-error";
import { explainTlsAlert } from "@/server/egress/tls-alert";

/** Returns the error that Node makes of a received alert. `reason` and `code` are those of OpenSSL 3.0 and of 3.5. */
function alertError(number: number, reason: string, code: string): Error {
  const message = `80EC:error:0A000${(1_000 + number).toString(16)}:SSL routines:ssl3_read_bytes:${reason}:rec_layer_s3.c:1601:SSL alert number ${number}\n`;
  return Object.assign(new Error(message), { code });
}

const REQUIRED = alertError(116, "tlsv13 alert certificate required", "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED");

describe("an alert of TLS", () => {
  it.each([
    [REQUIRED, "it wants a client certificate, and deliveries have none (TLS alert certificate_required)"],
    [
      alertError(42, "ssl/tls alert bad certificate", "ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE"),
      "it wants a client certificate, and deliveries have none (TLS alert bad_certificate)",
    ],
    [
      alertError(48, "tlsv1 alert unknown ca", "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA"),
      "it wants a client certificate, and deliveries have none (TLS alert unknown_ca)",
    ],
    [
      alertError(49, "tlsv1 alert access denied", "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED"),
      "it does not let this side in (TLS alert access_denied)",
    ],
    [alertError(112, "tlsv1 unrecognized name", "ERR_SSL_TLSV1_UNRECOGNIZED_NAME"), "it serves no such name (TLS alert unrecognized_name)"],
    [
      alertError(20, "sslv3 alert bad record mac", "ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC"),
      "it ended the connection (TLS alert bad_record_mac)",
    ],
    [alertError(200, "reason(1200)", "ERR_SSL_REASON(1200)"), "it ended the connection (TLS alert 200)"],
    [new Error("socket hang up"), undefined],
    ["SSL alert number 116", undefined],
  ])("is told in plain words", (error, words) => {
    expect(explainTlsAlert(error)).toBe(words);
  });

  it("that comes before an answer is TLS_ERROR, and no reset that would be tried again at once", () => {
    expect(explainBrokenExchange(REQUIRED, false)).toEqual({
      code: "TLS_ERROR",
      message:
        "No secure connection to the endpoint could be made: it wants a client certificate, and deliveries have none (TLS alert certificate_required).",
    });
    expect(isReset(REQUIRED)).toBe(false);
  });

  it("that comes in the middle of an answer leaves the answer what it is", () => {
    expect(explainBrokenExchange(REQUIRED, true)).toMatchObject({ code: "CONNECTION_ERROR" });
    expect(cutOf(REQUIRED)).toBe("broken_off");
  });
});
