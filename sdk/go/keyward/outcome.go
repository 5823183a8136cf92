package keyward

import (
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// askedCall is what an answer must say that it answers.
type askedCall struct {
	operation, nonce string
	// credential is the license key or token that the call names; empty for none.
	credential string
	// anyDevice: the call names none.
	anyDevice bool
	// lender is the id of the relay that has lent the seat which the call is about; empty for none.
	lender string
}

// outcome is what the server signed without a verdict.
type outcome struct {
	claims           signed.Claims
	issuedAt, endsAt time.Time
}

// outcome verifies an answer without a verdict, or a refusal with a code; the code is empty of an answer.
func (verifier *verifier) outcome(text string, call askedCall, code string) (*outcome, error) {
	licenseKey := call.credential
	if call.anyDevice {
		// A token names its license no more than a call without a license key does.
		licenseKey = ""
	}
	claims, _, err := verifier.verified(text, signed.Answer, licenseKey, verifier.now())
	if err == nil {
		err = checkCall(claims, call.nonce, call.operation)
	}
	if err != nil {
		return nil, err
	}
	device := verifier.fingerprint
	if call.anyDevice {
		device = ""
	}
	read := reader{claims: claims}
	found := &outcome{claims: claims, issuedAt: read.time("iat"), endsAt: read.time("exp")}
	credential, fingerprint, refusal := read.textOrNull("key_hash"), read.textOrNull("fingerprint"), read.textOrNull("code")
	switch {
	case read.failed:
		return nil, signed.Malformed
	case refusal != code:
		return nil, mismatch{"code", "It is another refusal, or none"}
	case credential != keyHash(call.credential):
		return nil, mismatch{"key_hash", "It is about another license key"}
	case fingerprint != device:
		return nil, mismatch{"fingerprint", "It is about another device"}
	}
	return found, nil
}
