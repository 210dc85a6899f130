export const VERIFY_IN_NODE = `import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.POSTERN_SIGNING_SECRET);
// Throws when the request is not from Postern, or older than five minutes.
const payload = webhook.verify(rawBody, request.headers);`;

/**
 * The code to be copied with which an endpoint verifies `v1` signatures. Each snippet takes the headers (names in lower case) and the raw
 * body.
 */
export const VERIFY_SNIPPETS = [
  {
    language: "node",
    label: "Node",
    code: VERIFY_IN_NODE,
  },
  {
    language: "python",
    label: "Python",
    code: `import base64, hashlib, hmac, json, os, time

SECRET = base64.b64decode(os.environ["POSTERN_SIGNING_SECRET"].removeprefix("whsec_"))

def verify(headers, raw_body):
    message_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        raise ValueError("too old or too new")
    content = f"{message_id}.{timestamp}.".encode() + raw_body
    expected = "v1," + base64.b64encode(hmac.new(SECRET, content, hashlib.sha256).digest()).decode()
    # While a secret is rotated there is a signature for each.
    if not any(hmac.compare_digest(expected, given) for given in headers["webhook-signature"].split(" ")):
        raise ValueError("not from Postern")
    return json.loads(raw_body)`,
  },
  {
    language: "go",
    label: "Go",
    code: `package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

func Verify(header http.Header, rawBody []byte) error {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("POSTERN_SIGNING_SECRET"), "whsec_"))
	if err != nil {
		return err
	}
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute {
		return errors.New("too old or too new")
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(append([]byte(id+"."+timestamp+"."), rawBody...))
	expected := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	// While a secret is rotated there is a signature for each.
	for _, given := range strings.Split(header.Get("webhook-signature"), " ") {
		if hmac.Equal(expected, []byte(given)) {
			return nil
		}
	}
	return errors.New("not from Postern")
}`,
  },
] as const;
