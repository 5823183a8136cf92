// Package webhook verifies what a Keyward license server posts to a webhook. It needs no API key.
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Tolerance is the maximum difference of the clocks and duration of the way.
const Tolerance = 5 * time.Minute

const prefix = "whsec_"

// Causes for which a request is not taken.
var (
	ErrSignature = errors.New("webhook: the request was not signed with this secret")
	ErrTooOld    = errors.New("webhook: the request was sent too long ago")
	ErrTooNew    = errors.New("webhook: the request was sent in the future")
	ErrMalformed = errors.New("webhook: a header is missing, or the body is no event in the format native")
	ErrSecret    = errors.New("webhook: the secret is not that of a webhook")
)

// Event that happened on the server.
type Event struct {
	// Sequence is in the order in which the events were committed. Numbers may be missing.
	Sequence int64     `json:"sequence"`
	Type     string    `json:"type"`
	At       time.Time `json:"at"`
	Target   struct {
		Type string `json:"type"`
		ID   string `json:"id"`
	} `json:"target"`
	// Data has the facts of the event, which depend on its type.
	Data json.RawMessage `json:"data"`
	// ID names the request, the same for each attempt to deliver it: an event is handled once.
	ID string `json:"-"`
}

// Verify returns the event of a request. The body is as it was received, the secrets those of the webhook: several while it is rotated.
func Verify(body []byte, header http.Header, secrets ...string) (*Event, error) {
	return verify(body, header, secrets, time.Now())
}

func verify(body []byte, header http.Header, secrets []string, now time.Time) (*Event, error) {
	id, timestamp := header.Get("Webhook-Id"), header.Get("Webhook-Timestamp")
	signatures := strings.Fields(header.Get("Webhook-Signature"))
	if id == "" || timestamp == "" || len(signatures) == 0 {
		return nil, ErrMalformed
	}
	isSigned := false
	for _, secret := range secrets {
		key, err := keyOf(secret)
		if err != nil {
			return nil, err
		}
		isSigned = isSigned || isSignedWith(key, id+"."+timestamp+"."+string(body), signatures)
	}
	// The signature first: only then the timestamp means anything.
	if !isSigned {
		return nil, ErrSignature
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return nil, ErrMalformed
	}
	switch age := now.Sub(time.Unix(seconds, 0)); {
	case age > Tolerance:
		return nil, ErrTooOld
	case age < -Tolerance:
		return nil, ErrTooNew
	}
	event := &Event{ID: id}
	if json.Unmarshal(body, event) != nil || event.Type == "" {
		return nil, ErrMalformed
	}
	return event, nil
}

// Signatures of other versions than 1 are ignored.
func isSignedWith(key []byte, content string, signatures []string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(content))
	expected := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	for _, signature := range signatures {
		if hmac.Equal([]byte(signature), expected) {
			return true
		}
	}
	return false
}

// keyOf reads whsec_ and base64; the characters of another secret are the key themselves.
func keyOf(secret string) ([]byte, error) {
	if !strings.HasPrefix(secret, prefix) {
		if secret == "" {
			return nil, ErrSecret
		}
		return []byte(secret), nil
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, prefix))
	if err != nil || len(key) == 0 {
		return nil, ErrSecret
	}
	return key, nil
}
