// Package signed verifies what a license server signed: answers, license files, update manifests and keys. The rules are those of
// RFC 7515 with Ed25519 (RFC 8037) or ES256 (RFC 7518), in one form of header only.
package signed

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Types of what is signed.
const (
	Verdict     = "keyward-verdict+jws"
	LicenseFile = "keyward-license+jws"
	Update      = "keyward-update+jws"
	// Answer is one without a verdict, or a refusal.
	Answer = "keyward-answer+jws"

	endorsement = "keyward-endorsement+jws"
	keyList     = "keyward-keys+jws"
)

const maxKeys = 200

// Untrusted says why something that should be signed by the license server is not trusted.
type Untrusted string

// Reasons of [Untrusted].
const (
	Malformed    = Untrusted("malformed")
	Algorithm    = Untrusted("algorithm")
	Type         = Untrusted("type")
	UnknownKey   = Untrusted("unknown_key")
	RevokedKey   = Untrusted("revoked_key")
	BadSignature = Untrusted("signature")
	Decryption   = Untrusted("decryption")
	// RelayChain: a relay signed it, without a certificate for it that follows from a pinned key and holds now.
	RelayChain = Untrusted("relay_chain")
	// RelayExpired: the certificate of the relay that signed it has ended.
	RelayExpired = Untrusted("relay_expired")
)

func (reason Untrusted) Error() string { return string(reason) }

// Claims are what the server signed.
type Claims = map[string]any

// ErrPinned says that a key that the program pins is no public key.
var ErrPinned = errors.New("a pinned key is a text in base64url: x of /.well-known/jwks.json, or public_key of ES256")

var (
	kidPattern = regexp.MustCompile(`\A[A-Za-z0-9_-]{1,64}\z`)
	notPasted  = regexp.MustCompile(`[^A-Za-z0-9+/_-]`)
	inURL      = strings.NewReplacer("+", "-", "/", "_")
)

// TrustedKeys are the pinned public keys, and those that follow from them, by endorsement or by the list that an active key signs.
type TrustedKeys struct {
	proofs     []string
	keys       map[string]publicKey
	successors map[string]string
	revoked    map[string]bool
}

// NewTrustedKeys takes the keys that a program pins, as they were pasted, and the proofs of earlier runs.
func NewTrustedKeys(pinned, proofs []string) (*TrustedKeys, error) {
	trusted := &TrustedKeys{
		keys: map[string]publicKey{}, successors: map[string]string{}, revoked: map[string]bool{},
	}
	for _, key := range pinned {
		pinnedKey, isKey := publicKeyIn(inURL.Replace(notPasted.ReplaceAllString(key, "")))
		if !isKey {
			return nil, ErrPinned
		}
		trusted.keys[pinnedKey.id()] = pinnedKey
	}
	if len(trusted.keys) == 0 {
		return nil, errors.New("at least one public key must be pinned")
	}
	for index, proof := range proofs {
		if index < 2*maxKeys {
			trusted.accept(proof)
		}
	}
	return trusted, nil
}

// Proofs are what was learned. Each is signed, so they may be stored anywhere.
func (trusted *TrustedKeys) Proofs() []string {
	return append([]string{}, trusted.proofs...)
}

// Verify returns the claims of a compact JWS, or [Untrusted].
func (trusted *TrustedKeys) Verify(jws, typ string) (Claims, error) {
	_, claims, err := trusted.verified(jws, typ)
	return claims, err
}

// Learn follows rotations and revocations in an answer of /.well-known/jwks.json, and ignores what no trusted key signed.
func (trusted *TrustedKeys) Learn(jwks map[string]any) {
	listed, _ := jwks["keys"].([]any)
	if len(listed) > maxKeys {
		listed = listed[:maxKeys]
	}
	endorsements := make([]string, len(listed))
	for index, key := range listed {
		member, _ := key.(map[string]any)
		endorsements[index], _ = member["endorsement"].(string)
	}
	list, _ := jwks["signed"].(string)
	listByES256, _ := jwks["signed_es256"].(string)
	for hasLearned := true; hasLearned; hasLearned = trusted.acceptAny(list, listByES256) {
		// Their order says nothing: a pass that accepts none is the last.
		for trusted.acceptAny(endorsements...) {
			continue
		}
	}
}

func (trusted *TrustedKeys) acceptAny(proofs ...string) bool {
	isAny := false
	for _, proof := range proofs {
		isAny = trusted.accept(proof) || isAny
	}
	return isAny
}

func (trusted *TrustedKeys) accept(proof string) bool {
	for _, known := range trusted.proofs {
		if known == proof {
			return false
		}
	}
	accepted := trusted.acceptEndorsement(proof) || trusted.acceptKeyList(proof)
	if accepted {
		trusted.proofs = append(trusted.proofs, proof)
	}
	return accepted
}

// Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
func (trusted *TrustedKeys) acceptEndorsement(jws string) bool {
	signer, claims, err := trusted.verified(jws, endorsement)
	if err != nil {
		return false
	}
	text, isText := claims["public_key"].(string)
	if !isText {
		text, _ = claims["x"].(string)
	}
	key, isKey := publicKeyIn(text)
	if !isKey || claims["kid"] != key.id() || trusted.successors[signer] != "" || len(trusted.keys) >= maxKeys {
		return false
	}
	trusted.successors[signer] = key.id()
	trusted.keys[key.id()] = key
	return true
}

// Only the newest key of a chain revokes, and names keys of the other algorithm.
func (trusted *TrustedKeys) acceptKeyList(jws string) bool {
	signer, claims, err := trusted.verified(jws, keyList)
	listed, isList := claims["revoked"].([]any)
	if err != nil || !isList || trusted.successors[signer] != "" {
		return false
	}
	known := len(trusted.revoked)
	for index, entry := range listed {
		if kid, isText := entry.(string); isText && index < maxKeys {
			trusted.revoked[kid] = true
		}
	}
	others, _ := claims["other_keys"].([]any)
	return trusted.addOthers(others) || len(trusted.revoked) > known
}

func (trusted *TrustedKeys) addOthers(others []any) bool {
	known := len(trusted.keys)
	for index, entry := range others {
		text, _ := entry.(string)
		if key, isKey := publicKeyIn(text); isKey && index < maxKeys && len(trusted.keys) < maxKeys {
			trusted.keys[key.id()] = key
		}
	}
	return len(trusted.keys) > known
}

func (trusted *TrustedKeys) verified(jws, typ string) (signer string, claims Claims, err error) {
	return verifiedBy(jws, typ, "", func(kid string) (publicKey, error) {
		key, isKnown := trusted.keys[kid]
		switch {
		case trusted.revoked[kid]:
			return nil, RevokedKey
		case !isKnown:
			return nil, UnknownKey
		}
		return key, nil
	})
}

// verifiedBy verifies by the key that has the id in the header; more is what else stands in the header.
func verifiedBy(jws, typ, more string, keyOf func(kid string) (publicKey, error)) (kid string, claims Claims, err error) {
	parts, err := decodeParts(jws, 3)
	if err != nil {
		return "", nil, err
	}
	algorithm, kid, err := signerIn(parts[0], typ, more)
	if err != nil {
		return "", nil, err
	}
	key, err := keyOf(kid)
	switch {
	case err != nil:
		return "", nil, err
	case algorithm != key.algorithm():
		return "", nil, Algorithm
	case !key.verifies(parts[2], []byte(jws[:strings.LastIndexByte(jws, '.')])):
		return "", nil, BadSignature
	}
	claims, err = jsonObject(parts[1])
	return kid, claims, err
}

// The server writes headers in one form only. Comparing the text refuses repeated and unknown members, crit among them.
func signerIn(header []byte, typ, more string) (algorithm, kid string, err error) {
	members, err := jsonObject(header)
	if err != nil {
		return "", "", err
	}
	algorithm, _ = members["alg"].(string)
	if algorithm != edDSA && algorithm != es256 {
		return "", "", Algorithm
	}
	if members["typ"] != typ {
		return "", "", Type
	}
	kid, _ = members["kid"].(string)
	expected := fmt.Sprintf(`{"alg":"%s","kid":"%s","typ":"%s"%s}`, algorithm, kid, typ, more)
	if !kidPattern.MatchString(kid) || string(header) != expected {
		return "", "", Malformed
	}
	return algorithm, kid, nil
}
