"""Receives Postern's webhooks and verifies both signatures, with nothing but the standard library."""

import base64
import hashlib
import hmac
import json
import os
import re
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
JWKS_URL = os.environ["JWKS_URL"]
PORT = int(os.environ.get("PORT", "4000"))
TOLERANCE_SECONDS = 300
MIN_REFRESH_SECONDS = 60
MAX_BODY_BYTES = 10 * 2**20

# Ed25519 by RFC 8032, section 5.1.7. Verifying handles public values only, so it need not run in constant time.
# A point (x, y) is stored as (X, Y, Z, T) with x = X/Z, y = Y/Z and xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, z - c, z + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def decode_point(encoded):
    """Returns the point that 32 bytes encode, or None."""
    y, sign = int.from_bytes(encoded, "little") & (2**255 - 1), encoded[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * SQRT_OF_MINUS_1 % P
    if x * x % P != square or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verify_ed25519(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    a, r, s = decode_point(public_key), decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    left, right = multiply(s, BASE), add(r, multiply(int.from_bytes(digest, "little") % ORDER, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


class KeySet:
    """The platform's keys. They are fetched again when none verifies, since they may have been rotated, but at most once a minute."""

    def __init__(self):
        self.keys, self.fetched_at, self.lock = [], float("-inf"), threading.Lock()

    def refresh(self):
        with self.lock:
            if time.monotonic() - self.fetched_at < MIN_REFRESH_SECONDS:
                return
            self.fetched_at = time.monotonic()
            with urllib.request.urlopen(JWKS_URL, timeout=5) as answer:
                self.keys = [base64.urlsafe_b64decode(key["x"] + "==") for key in json.load(answer)["keys"]]

    def verify_any(self, message, signatures):
        return any(verify_ed25519(key, message, signature) for signature in signatures for key in self.keys)


key_set = KeySet()


def signatures_of(header, version):
    """Returns the signatures of one version in `webhook-signature`. There may be several while a secret or key is rotated."""
    parts = (part.partition(",") for part in header.split(" "))
    return [base64.b64decode(encoded) for name, _, encoded in parts if name == version]


def find_fault(headers, body):
    """Returns the reason to refuse a request; None when it is genuine. `body` is the exact bytes."""
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not re.fullmatch(r"[0-9]+", timestamp):
        return "a webhook header is missing"
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return "the timestamp is too old or too new"
    content, header = f"{message_id}.{timestamp}.".encode() + body, headers.get("webhook-signature", "")
    try:
        v1, v1a = signatures_of(header, "v1"), signatures_of(header, "v1a")
    except ValueError:
        return "the signature is no base64"
    expected = hmac.new(SECRET, content, hashlib.sha256).digest()
    if not any(hmac.compare_digest(expected, given) for given in v1):
        return "the signature is wrong"
    if key_set.verify_any(content, v1a):
        return None
    key_set.refresh()
    return None if key_set.verify_any(content, v1a) else "the signature is wrong"


seen, seen_lock = set(), threading.Lock()


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        if length > MAX_BODY_BYTES:
            return self.answer(413)
        body = self.rfile.read(length)
        fault = find_fault(self.headers, body)
        if fault:
            print(f"refused: {fault}", flush=True)
            return self.answer(401)
        self.answer(204)
        message_id = self.headers["webhook-id"]
        with seen_lock:
            is_new = message_id not in seen
            seen.add(message_id)
        print(f"received: {message_id} {body.decode()}" if is_new else f"seen before: {message_id}", flush=True)

    def answer(self, status):
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    print(f"listening on http://127.0.0.1:{PORT}/", flush=True)
    ThreadingHTTPServer(("127.0.0.1", PORT), Receiver).serve_forever()
