// Receives Postern's webhooks and verifies both signatures, with nothing but the standard library.
package main

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	tolerance    = 5 * time.Minute
	minRefresh   = time.Minute
	maxBodyBytes = 10 << 20
)

var errSignature = errors.New("the signature is wrong")

// keySet holds the platform's keys. They are fetched again when none verifies,
// since they may have been rotated, but at most once a minute.
type keySet struct {
	url       string
	mutex     sync.Mutex
	keys      []ed25519.PublicKey
	fetchedAt time.Time
}

func (set *keySet) refresh() error {
	if time.Since(set.fetchedAt) < minRefresh {
		return nil
	}
	set.fetchedAt = time.Now()
	client := http.Client{Timeout: 5 * time.Second}
	answer, err := client.Get(set.url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var document struct{ Keys []struct{ X string } }
	if err := json.NewDecoder(answer.Body).Decode(&document); err != nil {
		return err
	}
	set.keys = nil
	for _, key := range document.Keys {
		if bytes, err := base64.RawURLEncoding.DecodeString(key.X); err == nil && len(bytes) == ed25519.PublicKeySize {
			set.keys = append(set.keys, bytes)
		}
	}
	return nil
}

func (set *keySet) verify(content []byte, signatures [][]byte) bool {
	set.mutex.Lock()
	defer set.mutex.Unlock()
	if verifyAny(set.keys, content, signatures) {
		return true
	}
	if err := set.refresh(); err != nil {
		log.Printf("the keys could not be fetched: %v", err)
	}
	return verifyAny(set.keys, content, signatures)
}

func verifyAny(keys []ed25519.PublicKey, content []byte, signatures [][]byte) bool {
	for _, signature := range signatures {
		for _, key := range keys {
			if ed25519.Verify(key, content, signature) {
				return true
			}
		}
	}
	return false
}

// signaturesOf returns the signatures of one version in webhook-signature. There
// may be several while a secret or key is rotated.
func signaturesOf(header, version string) (signatures [][]byte) {
	for _, part := range strings.Split(header, " ") {
		if encoded, isOfVersion := strings.CutPrefix(part, version+","); isOfVersion {
			if bytes, err := base64.StdEncoding.DecodeString(encoded); err == nil {
				signatures = append(signatures, bytes)
			}
		}
	}
	return signatures
}

type receiver struct {
	secret []byte
	keys   keySet
	seen   sync.Map
}

// verify returns the reason to refuse a request. The body is the exact bytes.
func (r *receiver) verify(header http.Header, body []byte) error {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if id == "" || err != nil {
		return errors.New("a webhook header is missing")
	}
	if age := time.Since(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return errors.New("the timestamp is too old or too new")
	}
	content := append([]byte(id+"."+timestamp+"."), body...)
	mac := hmac.New(sha256.New, r.secret)
	mac.Write(content)
	expected, isEqual := mac.Sum(nil), false
	for _, given := range signaturesOf(header.Get("webhook-signature"), "v1") {
		isEqual = isEqual || hmac.Equal(expected, given)
	}
	if !isEqual || !r.keys.verify(content, signaturesOf(header.Get("webhook-signature"), "v1a")) {
		return errSignature
	}
	return nil
}

func (r *receiver) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPost {
		http.Error(response, "use POST", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, maxBodyBytes))
	if err != nil {
		http.Error(response, "the body is too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err := r.verify(request.Header, body); err != nil {
		fmt.Println("refused:", err)
		http.Error(response, err.Error(), http.StatusUnauthorized)
		return
	}
	response.WriteHeader(http.StatusNoContent)
	id := request.Header.Get("webhook-id")
	if _, isSeen := r.seen.LoadOrStore(id, true); isSeen {
		fmt.Println("seen before:", id)
		return
	}
	fmt.Println("received:", id, string(body))
}

func main() {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_"))
	if err != nil || len(secret) == 0 || os.Getenv("JWKS_URL") == "" {
		log.Fatal("Set WEBHOOK_SECRET and JWKS_URL.")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "4000"
	}
	r := &receiver{secret: secret, keys: keySet{url: os.Getenv("JWKS_URL")}}
	fmt.Printf("listening on http://127.0.0.1:%s/\n", port)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, r))
}
