// Package keyward licenses a program with Keyward: it calls the license server, and trusts only what it signed.
// It needs Go 1.19 or newer, and nothing but the standard library.
package keyward

import (
	"crypto/ed25519"
	"errors"
	"strings"
)

// What a thing is signed as.
const (
	Verdict     = "keyward-verdict+jws"
	LicenseFile = "keyward-license+jws"
	Update      = "keyward-update+jws"
)

const maxKeys = 200

// Untrusted says that something that should be signed by the license server is not to be trusted, and why:
// malformed, algorithm, type, unknown_key, revoked_key, signature or decryption.
type Untrusted string

func (reason Untrusted) Error() string { return "untrusted: " + string(reason) }

// Mismatch names the claim in which something signed is about something else than asked for.
type Mismatch string

func (claim Mismatch) Error() string { return "about another " + string(claim) }

// Claims are what the server signed.
type Claims = map[string]any

// TrustedKeys are the pinned public keys, and those that follow from them by endorsement.
type TrustedKeys struct {
	// Proofs are what was learned. Store them, and pass them at the next start; each is signed.
	Proofs     []string
	keys       map[string]ed25519.PublicKey
	successors map[string]string
	revoked    map[string]bool
}

// NewTrustedKeys takes the keys that the program pins, 43 characters each, and the proofs of earlier runs.
func NewTrustedKeys(pinned []string, proofs []string) (*TrustedKeys, error) {
	trusted := &TrustedKeys{keys: map[string]ed25519.PublicKey{}, successors: map[string]string{}, revoked: map[string]bool{}}
	for _, x := range pinned {
		publicKey, err := fromBase64url(x)
		if err != nil || len(publicKey) != ed25519.PublicKeySize {
			return nil, errors.New("a pinned key has 32 bytes in base64url")
		}
		trusted.keys[kidOf(publicKey)] = publicKey
	}
	for _, proof := range proofs {
		trusted.accept(proof)
	}
	return trusted, nil
}

// Verify returns the claims of a compact JWS, or Untrusted.
func (trusted *TrustedKeys) Verify(jws, typ string) (Claims, error) {
	_, claims, err := trusted.verified(jws, typ)
	return claims, err
}

// Learn follows rotations and revocations in an answer of /.well-known/jwks.json.
func (trusted *TrustedKeys) Learn(jwks any) {
	set, _ := jwks.(map[string]any)
	keys, _ := set["keys"].([]any)
	if len(keys) > maxKeys {
		keys = keys[:maxKeys]
	}
	// Their order says nothing: a pass that accepts none is the last.
	for accepted := true; accepted; {
		accepted = false
		for _, key := range keys {
			member, _ := key.(map[string]any)
			endorsement, _ := member["endorsement"].(string)
			accepted = trusted.accept(endorsement) || accepted
		}
	}
	signed, _ := set["signed"].(string)
	trusted.accept(signed)
}

func (trusted *TrustedKeys) accept(proof string) bool {
	for _, known := range trusted.Proofs {
		if known == proof {
			return false
		}
	}
	accepted := trusted.acceptEndorsement(proof) || trusted.acceptKeyList(proof)
	if accepted {
		trusted.Proofs = append(trusted.Proofs, proof)
	}
	return accepted
}

// Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
func (trusted *TrustedKeys) acceptEndorsement(jws string) bool {
	signer, claims, err := trusted.verified(jws, "keyward-endorsement+jws")
	x, _ := claims["x"].(string)
	publicKey, notBase64 := fromBase64url(x)
	if err != nil || notBase64 != nil || len(publicKey) != ed25519.PublicKeySize {
		return false
	}
	kid := kidOf(publicKey)
	if claims["kid"] != kid || trusted.successors[signer] != "" || len(trusted.keys) >= maxKeys {
		return false
	}
	trusted.successors[signer] = kid
	trusted.keys[kid] = publicKey
	return true
}

// Only the newest key of a chain revokes.
func (trusted *TrustedKeys) acceptKeyList(jws string) bool {
	signer, claims, err := trusted.verified(jws, "keyward-keys+jws")
	revoked, _ := claims["revoked"].([]any)
	if err != nil || trusted.successors[signer] != "" {
		return false
	}
	known := len(trusted.revoked)
	for _, entry := range revoked {
		if kid, isText := entry.(string); isText {
			trusted.revoked[kid] = true
		}
	}
	return len(trusted.revoked) > known
}

func (trusted *TrustedKeys) verified(jws, typ string) (string, Claims, error) {
	parts, err := decodeParts(jws, 3)
	if err != nil {
		return "", nil, err
	}
	kid, err := kidIn(parts[0], typ)
	if err != nil {
		return "", nil, err
	}
	publicKey, isKnown := trusted.keys[kid]
	if trusted.revoked[kid] {
		return "", nil, Untrusted("revoked_key")
	}
	if !isKnown {
		return "", nil, Untrusted("unknown_key")
	}
	if !ed25519.Verify(publicKey, []byte(jws[:strings.LastIndexByte(jws, '.')]), parts[2]) {
		return "", nil, Untrusted("signature")
	}
	claims, err := jsonObject(parts[1])
	return kid, claims, err
}
