package signed

import (
	"math"
	"time"
)

const (
	certificate = "keyward-relay+jws"
	// Clocks are corrected by minutes every day, and by nobody by hours.
	clockTolerance = time.Hour
	// 31 December 9999, which every calendar knows.
	latestSecond = 253_402_300_799
)

// CertifiedRelay is a server in the network of a customer, which answers under a certificate that the vendor's server signed.
type CertifiedRelay struct {
	// ID is its UUID at the vendor's server.
	ID, Name string
	// Until is the last second in which it may answer.
	Until time.Time

	kid, product, keyHash string
	key                   publicKey
	issuedAt, startsAt    time.Time
}

// Check returns [Untrusted] unless the relay may answer for a product, for the SHA-256 of a license key in hex, which is empty of a
// call that names none, and now, which is zero of an answer from the store, whose use its times bound.
func (relay *CertifiedRelay) Check(product, keyHash string, now time.Time) error {
	latest := now
	if relay.issuedAt.After(now) {
		// Something signed at this instant exists.
		latest = relay.issuedAt
	}
	switch {
	case product != relay.product, keyHash != "" && keyHash != relay.keyHash:
		return RelayChain
	case now.IsZero():
		return nil
	case latest.Before(relay.startsAt.Add(-clockTolerance)):
		return RelayChain
	case !latest.Before(relay.Until.Add(time.Second)):
		return RelayExpired
	}
	return nil
}

// VerifyAnswer returns the claims of an answer to a call, and the relay that signed it, which is nil for the vendor's server.
func (trusted *TrustedKeys) VerifyAnswer(jws, typ string) (Claims, *CertifiedRelay, error) {
	parts, err := decodeParts(jws, 3)
	if err != nil {
		return nil, nil, err
	}
	header, err := jsonObject(parts[0])
	if err != nil {
		return nil, nil, err
	}
	chain, isRelayed := header["chain"]
	if !isRelayed {
		claims, err := trusted.Verify(jws, typ)
		return claims, nil, err
	}
	claims, relay, err := trusted.relayed(jws, typ, chain)
	if err != nil {
		return nil, nil, RelayChain
	}
	return claims, relay, nil
}

func (trusted *TrustedKeys) relayed(jws, typ string, chain any) (Claims, *CertifiedRelay, error) {
	certificates, _ := chain.([]any)
	if len(certificates) != 1 {
		return nil, nil, Malformed
	}
	text, _ := certificates[0].(string)
	certified, err := trusted.Verify(text, certificate)
	if err != nil {
		return nil, nil, err
	}
	relay := certifiedRelay(certified)
	if relay == nil {
		return nil, nil, Malformed
	}
	kid, claims, err := verifiedBy(jws, typ, `,"chain":["`+text+`"]`, func(string) (publicKey, error) { return relay.key, nil })
	if err == nil && (kid != relay.kid || !relay.signs(claims)) {
		err = Malformed
	}
	return claims, relay, err
}

// signs says whether the relay signs in its own name, and for no longer than it is certified.
func (relay *CertifiedRelay) signs(claims Claims) bool {
	session, _ := claims["session"].(map[string]any)
	end, isTime := timeIn(claims["exp"])
	isBounded := isTime && !end.After(relay.Until)
	for _, other := range []any{claims["offline_until"], session["expires_at"], session["borrowed_until"]} {
		end, isTime := timeIn(other)
		isBounded = isBounded && (other == nil || isTime && !end.After(relay.Until))
	}
	return isBounded && claims["relay"] == relay.ID
}

// certifiedRelay is nil unless the claims are those of a certificate.
func certifiedRelay(claims Claims) *CertifiedRelay {
	described, _ := claims["relay"].(map[string]any)
	jwk, _ := described["key"].(map[string]any)
	x, _ := jwk["x"].(string)
	key, isKey := publicKeyIn(x)
	if claims["ver"] != float64(1) || jwk["kty"] != "OKP" || jwk["crv"] != "Ed25519" || !isKey || key.algorithm() != edDSA {
		return nil
	}
	relay := &CertifiedRelay{key: key}
	isWhole := true
	for name, target := range map[string]*time.Time{"iat": &relay.issuedAt, "nbf": &relay.startsAt, "exp": &relay.Until} {
		instant, isTime := timeIn(claims[name])
		*target, isWhole = instant, isWhole && isTime
	}
	for target, value := range map[*string]any{
		&relay.ID: described["id"], &relay.Name: described["name"], &relay.kid: jwk["kid"],
		&relay.product: claims["product"], &relay.keyHash: claims["key_hash"],
	} {
		*target, _ = value.(string)
		isWhole = isWhole && *target != ""
	}
	if !isWhole {
		return nil
	}
	return relay
}

func timeIn(claim any) (time.Time, bool) {
	seconds, isNumber := claim.(float64)
	if !isNumber || math.Abs(seconds) > latestSecond {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(seconds * 1000)).UTC(), true
}
