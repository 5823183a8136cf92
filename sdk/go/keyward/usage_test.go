package keyward

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// settle answers a call of usage, a deactivation or a check for updates with these claims, and those of the call.
func (server *testServer) settle(body fields, operation string, more fields) string {
	claims := fields{
		"iat": server.now.Unix(), "exp": server.now.Add(5 * time.Minute).Unix(), "jti": body["nonce"], "nonce": body["nonce"],
		"op": operation, "fingerprint": body["hardware_id"], "key_hash": nil, "status": 200, "code": nil,
	}
	for _, name := range []string{"license_key", "reservation_token"} {
		if credential, isNamed := body[name].(string); isNamed {
			claims["key_hash"] = keyHash(credential)
		}
	}
	for name, value := range more {
		claims[name] = value
	}
	return signAs(server.key, signed.Answer, claims)
}

func (server *testServer) recordUsage(response http.ResponseWriter, body fields) {
	claims := fields{"items": body["items"], "meters": []fields{{"meter": "exports", "used": 2, "limit": 3, "left": 1}}}
	switch server.lie {
	case "refuses":
		refusal := problem("METER_EXHAUSTED")
		refusal["signed"] = server.settle(body, "usage", fields{"status": 409, "code": "METER_EXHAUSTED"})
		server.reply(response, 409, refusal)
		return
	case "names another refusal":
		refusal := problem("EXPIRED")
		refusal["signed"] = server.settle(body, "usage", fields{"status": 409, "code": "METER_EXHAUSTED"})
		server.reply(response, 409, refusal)
		return
	case "hides a refusal":
		claims["code"] = "METER_EXHAUSTED"
	case "was sent other amounts":
		claims["items"] = []fields{{"meter": "exports", "amount": 1}}
	case "was sent another license key":
		claims["key_hash"] = keyHash("OTHER-KEY")
	case "was asked by another device":
		claims["fingerprint"] = "another desk"
	case "answers another call":
		claims["nonce"] = "another nonce"
	case "made another call":
		claims["op"] = "deactivate"
	case "answers late":
		claims["iat"], claims["exp"] = server.now.Add(-time.Hour).Unix(), server.now.Add(-time.Minute).Unix()
	case "signs nothing":
		server.reply(response, 200, claims)
		return
	}
	// What is beside the signature counts for nothing.
	server.reply(response, 200, fields{"signed": server.settle(body, "usage", claims), "meters": []fields{{"meter": "exports", "left": 99}}})
}

func TestUsageIsWhatTheServerSigned(t *testing.T) {
	server := newTestServer(t)
	license := server.open(server.options())
	license.Check(ctx)
	usage, err := license.RecordUsage(ctx, "exports", 2)
	if err != nil || usage.Used != 2 || *usage.Left != 1 || *usage.Limit != 3 {
		t.Errorf("%+v, %v", usage, err)
	}
	for _, lie := range []string{
		"names another refusal", "hides a refusal", "was sent other amounts", "was sent another license key",
		"was asked by another device", "answers another call", "made another call", "answers late", "signs nothing",
	} {
		server.change(func() { server.lie = lie })
		var failed *Error
		if _, err := license.RecordUsage(ctx, "exports", 2); !errors.As(err, &failed) || failed.Code != "INVALID_ANSWER" || failed.IsSigned {
			t.Errorf("a server that %s: %v", lie, err)
		}
	}
}

func TestRefusalsSayWhetherTheyAreSigned(t *testing.T) {
	server := newTestServer(t)
	license := server.open(server.options())
	server.change(func() { server.lie = "refuses" })
	var refusal *Error
	if _, err := license.RecordUsage(ctx, "exports", 2); !errors.Is(err, ErrMeterExhausted) || !errors.As(err, &refusal) || !refusal.IsSigned {
		t.Errorf("signed: %v", err)
	}
	if _, err := license.ReserveUsage(ctx, 0, UsageItem{Meter: "exports", Amount: 2}); !errors.As(err, &refusal) || refusal.IsSigned {
		t.Errorf("unsigned: %v", err)
	}
}
