package keyward

import (
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// Relay is a server in the network of the customer, which answers under a certificate of the vendor.
type Relay struct {
	// ID is its UUID at the vendor's server.
	ID, Name string
	// Until is the last second in which it may answer.
	Until time.Time
}

// Relay returns the relay that gave the last answer; nil for the vendor's server.
func (license *License) Relay() *Relay {
	answer := license.view().answer
	if answer == nil || answer.relay == nil {
		return nil
	}
	return &Relay{ID: answer.relay.ID, Name: answer.relay.Name, Until: answer.relay.Until}
}

// otherLender: another server knows neither the devices nor the sessions of a relay that has lent a seat, and does not take it away.
func otherLender() error {
	return untrusted(mismatch{"session", "It is not of the relay that lent the seat"}, "RELAY_UNREACHABLE")
}

// checkLender fails if another server than the relay that lent the held seat does not know this device.
func checkLender(held, answer *proof) error {
	if held == nil || held.relay == nil || answer.valid || !deviceCodes[answer.code] {
		return nil
	}
	if answer.relay != nil && answer.relay.ID == held.relay.ID {
		return nil
	}
	return otherLender()
}

// verified takes no time for an answer from the store, whose times end before the certificate of its relay.
func (verifier *verifier) verified(
	text, typ, licenseKey string, now time.Time,
) (signed.Claims, *signed.CertifiedRelay, error) {
	claims, relay, err := verifier.keys.VerifyAnswer(text, typ)
	if err == nil && relay != nil {
		err = relay.Check(verifier.product, keyHash(licenseKey), now)
	}
	return claims, relay, err
}

func readAnswer(text string, claims signed.Claims, about subject, relay *signed.CertifiedRelay) (*proof, error) {
	found, err := readProof(fromServer, text, claims, about)
	if err != nil || relay == nil {
		return found, err
	}
	found.relay = relay
	if found.nextCheck.After(relay.Until) {
		// Where it is all that bounds the use without a server.
		found.nextCheck = relay.Until
	}
	return found, nil
}
