package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"
)

const body = `{"sequence":7,"type":"license.issued","at":"2027-01-31T12:00:00.000Z","target":{"type":"license","id":"x"},"data":{"key":"K"}}`

var sent = time.Unix(1_800_000_000, 0)

func signedHeader(key []byte, body string) http.Header {
	timestamp := strconv.FormatInt(sent.Unix(), 10)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("id." + timestamp + "." + body))
	header := http.Header{}
	header.Set("webhook-id", "id")
	header.Set("webhook-timestamp", timestamp)
	header.Set("webhook-signature", "v1,bm90aGluZw== v2,x v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	return header
}

func TestVerify(t *testing.T) {
	key := []byte("a key of 24 bytes or more")
	secret := "whsec_" + base64.StdEncoding.EncodeToString(key)
	header := signedHeader(key, body)
	event, err := verify([]byte(body), header, []string{"whsec_YW5vdGhlcg==", secret}, sent.Add(time.Minute))
	if err != nil || event.Type != "license.issued" || event.Sequence != 7 || event.ID != "id" || string(event.Data) != `{"key":"K"}` {
		t.Errorf("%+v, %v", event, err)
	}
	if _, err := verify([]byte(body), signedHeader([]byte("plain secret"), body), []string{"plain secret"}, sent); err != nil {
		t.Error(err)
	}
	without := header.Clone()
	without.Del("webhook-id")
	for name, each := range map[string]struct {
		err     error
		body    string
		header  http.Header
		secrets []string
		now     time.Time
	}{
		"another body":    {ErrSignature, body + " ", header, []string{secret}, sent},
		"another secret":  {ErrSignature, body, header, []string{"another"}, sent},
		"no secret":       {ErrSignature, body, header, nil, sent},
		"an empty secret": {ErrSecret, body, header, []string{""}, sent},
		"no base64":       {ErrSecret, body, header, []string{"whsec_%"}, sent},
		"an old request":  {ErrTooOld, body, header, []string{secret}, sent.Add(6 * time.Minute)},
		"a new request":   {ErrTooNew, body, header, []string{secret}, sent.Add(-6 * time.Minute)},
		"no header":       {ErrMalformed, body, without, []string{secret}, sent},
		"no event":        {ErrMalformed, `[]`, signedHeader(key, `[]`), []string{secret}, sent},
	} {
		if _, err := verify([]byte(each.body), each.header, each.secrets, each.now); !errors.Is(err, each.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(body, "1800000000", "v1,AAAA", "whsec_AAAA")
	f.Add("", "x", ",", "y")
	f.Fuzz(func(t *testing.T, body, timestamp, signature, secret string) {
		header := http.Header{"Webhook-Id": {"id"}, "Webhook-Timestamp": {timestamp}, "Webhook-Signature": {signature}}
		if event, err := verify([]byte(body), header, []string{secret}, sent); err == nil && event.Type == "" {
			t.Errorf("%q is an event", body)
		}
	})
}
